import { within } from "./words";

/** `data-p-opens="id"` opens a dialog, `data-p-closes` closes its own, `data-p-typed` waits for the typed word. */
export function startDialogs(): void {
  document.addEventListener("click", (event) => {
    const opener = within<HTMLElement>(event, "[data-p-opens]");
    if (opener) openDialog(opener.dataset.pOpens ?? "");
    within<HTMLElement>(event, "[data-p-closes]")?.closest("dialog")?.close();
    if (event.target instanceof HTMLDialogElement) event.target.close(); // the backdrop
  });
  document.addEventListener("input", (event) => {
    const form = within<HTMLFormElement>(event, "form[data-p-typed]");
    if (form) allowWhenTyped(form);
  });
}

export function openDialog(id: string): void {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  dialog.querySelectorAll<HTMLFormElement>("form[data-p-typed]").forEach(allowWhenTyped);
  dialog.showModal();
}

function allowWhenTyped(form: HTMLFormElement): void {
  const typed = form.querySelector<HTMLInputElement>("input[name=typed_word]")?.value.trim() ?? "";
  const button = form.querySelector<HTMLButtonElement>("button:not([type=button])");
  if (button) button.disabled = typed.toUpperCase() !== (form.dataset.pTyped ?? "").toUpperCase();
}
