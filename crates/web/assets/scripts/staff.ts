// What makes the staff pages quicker. Everything works without it: links, GET and POST forms.
import "htmx.org";
import { keepDrafts } from "./drafts";
import { listKeys } from "./keys";
import { pickSeveral } from "./pick";
import { showPassword } from "./password";

document.documentElement.classList.add("has-script");

/** Ctrl+Enter sends the form in which the cursor stands. */
function sendByKey(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target instanceof HTMLElement ? event.target.closest("form") : null;
  if (!form || form.method === "get") return;
  event.preventDefault();
  form.requestSubmit();
}

/** The summary of faults, or what was saved, is where reading goes on; at a desk a form can take the cursor at once. */
function moveToMessage(): void {
  const message = document.querySelector<HTMLElement>("[data-focus]");
  const atDesk = window.matchMedia("(min-width: 992px)").matches;
  (message ?? (atDesk ? document.querySelector<HTMLElement>("form[data-cursor] textarea") : null))?.focus();
}

/** Chips whose question does not arise for the answer picked above are folded away, never emptied. */
function fold(): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-when]")) {
    const [name, values] = (part.dataset["when"] ?? "").split("=");
    if (!name || values === undefined) continue;
    const picked = document.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]:checked`)?.value ?? "";
    part.hidden = !values.split("|").includes(picked);
  }
}

document.addEventListener("keydown", sendByKey);
document.addEventListener("change", fold);
document.addEventListener("htmx:after:swap", () => {
  fold();
  moveToMessage();
});
fold();
moveToMessage();
listKeys();
keepDrafts();
pickSeveral();
showPassword();
