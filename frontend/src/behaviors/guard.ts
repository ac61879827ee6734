import { within } from "./words";

/** Asks before a page with unsaved writing is left: autosaved forms that are dirty, and `data-p-guard` forms. */
export function startGuard(): void {
  document.addEventListener("input", (event) => {
    const form = within<HTMLFormElement>(event, "form[data-p-guard]");
    if (form) form.dataset.pDirty = "1";
  });
  document.addEventListener("submit", (event) => {
    const form = within<HTMLFormElement>(event, "form[data-p-guard]");
    if (form) delete form.dataset.pDirty;
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-p-dirty]") && !document.documentElement.dataset.pLeaving) {
      event.preventDefault();
    }
  });
}

/** Lets the page be left without asking, because its writing has been put away. */
export function leaveFreely(): void {
  document.documentElement.dataset.pLeaving = "1";
}
