// Choosing several rows: how many are chosen, and all of them with one press. Without script the boxes and the acts
// below the list do the same.

function boxes(form: Element): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[name="c"]')];
}

function count(form: Element): void {
  const all = boxes(form);
  const picked = all.filter((box) => box.checked).length;
  const line = form.querySelector<HTMLElement>("[data-picked]");
  if (line) {
    line.dataset["none"] ??= line.textContent ?? "";
    line.textContent = picked ? (line.dataset["picked"] ?? "").replace("{n}", String(picked)) : line.dataset["none"];
  }
  form.classList.toggle("has-picked", picked > 0);
  const every = form.querySelector<HTMLElement>("[data-pick-all]");
  const box = every?.querySelector("input");
  if (!every || !box) return;
  every.hidden = all.length < 2;
  box.checked = picked > 0 && picked === all.length;
  box.indeterminate = picked > 0 && picked < all.length;
}

function countAll(): void {
  document.querySelectorAll("[data-pick]").forEach(count);
}

export function pickSeveral(): void {
  document.addEventListener("change", (event) => {
    const form = event.target instanceof HTMLInputElement ? event.target.closest("[data-pick]") : null;
    if (!form || !(event.target instanceof HTMLInputElement)) return;
    if (event.target.closest("[data-pick-all]")) {
      for (const box of boxes(form)) box.checked = event.target.checked;
    }
    count(form);
  });
  document.addEventListener("htmx:after:swap", countAll);
  window.addEventListener("pageshow", countAll);
  countAll();
}
