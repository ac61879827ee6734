import { forEach } from "./words";

/** `data-p-drop`: a label around a file input that takes dropped files and tells their names. */
export function startDrops(): void {
  forEach<HTMLElement>("[data-p-drop]", (area) => {
    const input = area.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) return;
    input.addEventListener("change", () => tellNames(area, input));
    area.addEventListener("dragover", (event) => {
      event.preventDefault();
      area.classList.add("p-drop--over");
    });
    area.addEventListener("dragleave", () => area.classList.remove("p-drop--over"));
    area.addEventListener("drop", (event) => take(event, area, input));
  });
}

function take(event: DragEvent, area: HTMLElement, input: HTMLInputElement): void {
  event.preventDefault();
  area.classList.remove("p-drop--over");
  if (!event.dataTransfer?.files.length) return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function tellNames(area: HTMLElement, input: HTMLInputElement): void {
  const names = area.querySelector("[data-p-drop-names]");
  if (names) names.textContent = [...(input.files ?? [])].map((file) => file.name).join(", ");
}
