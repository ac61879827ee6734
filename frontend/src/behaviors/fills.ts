import { forEach } from "./words";

/** `data-p-fills="id" data-p-value="…"`: a link that puts a value into a field and stands aside; without this it reloads the form. */
export function startFilling(): void {
  forEach<HTMLElement>("[data-p-fills]", (link) => {
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.dataset.pFills ?? "");
      if (!(field instanceof HTMLInputElement)) return;
      event.preventDefault();
      field.value = link.dataset.pValue ?? "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      link.parentElement?.remove();
    });
  });
}
