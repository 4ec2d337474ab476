// Arrows between the rows of a list, only while a row has the focus; Enter opens by itself, since a row is a link.
// Figures pick an answer while a scale has the focus: 5–0 on a scale of six, 1–9 and 0 for ten on the profile.

function rows(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("[data-row]")];
}

function move(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLElement)) return;
  const row = event.target.closest("[data-row]");
  const list = event.target.closest("[data-rows]");
  if (!row || !list) return;
  const all = rows(list);
  const next = all[all.indexOf(row as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function pick(event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
  if (!(event.target instanceof HTMLInputElement) || event.target.type !== "radio") return;
  const scale = event.target.closest("[data-scale]");
  const wanted = event.key === "0" && scale?.getAttribute("data-scale") === "ten" ? "10" : event.key;
  const answer = scale?.querySelector<HTMLInputElement>(`input[name="${CSS.escape(event.target.name)}"][value="${wanted}"]`);
  if (!scale || !answer) return;
  event.preventDefault();
  answer.checked = true;
  answer.focus();
  answer.dispatchEvent(new Event("change", { bubbles: true }));
  advance(scale);
}

/** On the sheet with all questions the next question takes the focus; one question alone stays where it is. */
function advance(scale: Element): void {
  if (!scale.hasAttribute("data-advance")) return;
  const all = [...document.querySelectorAll("[data-scale][data-advance]")];
  const next = all[all.indexOf(scale) + 1];
  const first = next?.querySelector<HTMLInputElement>("input:checked") ?? next?.querySelector<HTMLInputElement>("input[type=radio]");
  first?.focus();
}

export function listKeys(): void {
  document.addEventListener("keydown", (event) => {
    move(event);
    if (!event.defaultPrevented) pick(event);
  });
}
