// "Show" beside the password. Without script there is no such button.

export function showPassword(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-show-password]");
  const field = button && document.querySelector<HTMLInputElement>(`#${CSS.escape(button.dataset["showPassword"] ?? "")}`);
  if (!button || !field) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
}
