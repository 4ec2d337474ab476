// Saves what is being typed: 0.8 s after the last key and at each change of a choice. A form with
// data-draft="/kladde/…" is kept; the line with data-draft-state says how it stands, in words that the page brings.

const AFTER_LAST_KEY = 800;
const TRY_AGAIN = 5_000;

interface Kept {
  form: HTMLFormElement;
  address: string;
  line: HTMLElement | null;
  timer: number;
  running: boolean;
  again: boolean;
  version: string;
}

function say(kept: Kept, key: "none" | "saved" | "offline", time = ""): void {
  const words = kept.line?.dataset[key];
  if (kept.line && words) kept.line.textContent = words.replace("{time}", time);
}

async function save(kept: Kept): Promise<void> {
  if (kept.running) {
    kept.again = true;
    return;
  }
  kept.running = true;
  kept.again = false;
  try {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(kept.form)) if (typeof value === "string") body.append(name, value);
    if (kept.version) body.set("draft_version", kept.version);
    const answer = await fetch(kept.address, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { time, version } = (await answer.json()) as { time: string; version?: string };
    kept.version = version ?? kept.version;
    say(kept, "saved", time);
  } catch {
    say(kept, "offline");
    later(kept, TRY_AGAIN);
  } finally {
    kept.running = false;
    if (kept.again) later(kept, 0);
  }
}

function later(kept: Kept, wait: number): void {
  window.clearTimeout(kept.timer);
  kept.timer = window.setTimeout(() => void save(kept), wait);
}

function keep(form: HTMLFormElement): void {
  const address = form.dataset["draft"];
  if (!address) return;
  const kept: Kept = {
    form,
    address,
    line: document.querySelector<HTMLElement>(`[data-draft-state="${CSS.escape(form.id)}"]`),
    timer: 0,
    running: false,
    again: false,
    version: "",
  };
  // Only now is it true: without this script nothing is kept while somebody writes.
  if (kept.line && !kept.line.textContent?.trim()) say(kept, "none");
  let dirty = false;
  form.addEventListener("input", () => {
    dirty = true;
    later(kept, AFTER_LAST_KEY);
  });
  form.addEventListener("change", () => {
    dirty = true;
    later(kept, 0);
  });
  form.addEventListener("submit", () => {
    dirty = false;
    window.clearTimeout(kept.timer);
  });
  // Leaving or locking the phone within the 0.8 s: the browser still delivers a beacon.
  document.addEventListener("visibilitychange", () => {
    if (!dirty || document.visibilityState !== "hidden") return;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    navigator.sendBeacon(address, body);
  });
  window.addEventListener("online", () => {
    if (dirty) later(kept, 0);
  });
}

export function keepDrafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) keep(form);
}
