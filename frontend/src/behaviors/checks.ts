import { forEach } from "./words";

/**
 * `data-p-checks="name"`: a box that ticks every box of that name, in the form or in the nearest part that
 * `data-p-checks-in` names. Without JavaScript it is not shown.
 */
export function startChecks(): void {
  forEach<HTMLInputElement>("[data-p-checks]", (box) => {
    box.hidden = false;
    const label = box.closest("label");
    if (label) label.hidden = false;
    box.addEventListener("change", () => {
      for (const one of boxesOf(box)) one.checked = box.checked;
    });
  });
}

function boxesOf(box: HTMLInputElement): NodeListOf<HTMLInputElement> {
  const part = box.dataset.pChecksIn ? box.closest(box.dataset.pChecksIn) : box.form;
  return (part ?? document).querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${box.dataset.pChecks}"]`);
}
