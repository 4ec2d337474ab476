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

/** A list with `data-rows="roving"` is one stop on the way with Tab: the row that is open, else its first. */
function oneStop(): void {
  for (const list of document.querySelectorAll('[data-rows="roving"]')) {
    const all = rows(list);
    const open = all.find((row) => row.hasAttribute("aria-current")) ?? all[0];
    for (const row of all) row.tabIndex = row === open ? 0 : -1;
    list.addEventListener("focusin", (event) => {
      const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-row]") : null;
      if (row) for (const other of all) other.tabIndex = other === row ? 0 : -1;
    });
  }
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
  oneStop();
  document.addEventListener("keydown", (event) => {
    move(event);
    if (!event.defaultPrevented) pick(event);
  });
}
