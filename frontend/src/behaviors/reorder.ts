import { forEach } from "./words";

/** `data-p-reorder="form-id"`: a list whose items (`data-p-item`) are dragged into another order, which the form sends. */
export function startReordering(): void {
  forEach<HTMLElement>("[data-p-reorder]", (list) => {
    const form = document.getElementById(list.dataset.pReorder ?? "");
    if (!(form instanceof HTMLFormElement)) return;
    items(list).forEach((item) => letDrag(item, list, form));
  });
}

const OVER = "p-item--over";
let dragged: HTMLElement | null = null;

function items(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("[data-p-item]")];
}

function letDrag(item: HTMLElement, list: HTMLElement, form: HTMLFormElement): void {
  item.draggable = true;
  item.addEventListener("dragstart", (event) => {
    dragged = item;
    event.dataTransfer?.setData("text/plain", item.dataset.pItem ?? "");
  });
  item.addEventListener("dragend", () => (dragged = null));
  item.addEventListener("dragover", (event) => {
    if (!dragged || dragged === item) return;
    event.preventDefault();
    item.classList.add(OVER);
  });
  item.addEventListener("dragleave", () => item.classList.remove(OVER));
  item.addEventListener("drop", (event) => {
    event.preventDefault();
    if (dragged && dragged !== item) send(dragged, item, list, form);
  });
}

function send(moved: HTMLElement, before: HTMLElement, list: HTMLElement, form: HTMLFormElement): void {
  list.insertBefore(moved, before);
  const order = form.elements.namedItem("order");
  const place = form.elements.namedItem("moved");
  if (order instanceof HTMLInputElement) order.value = items(list).map((item) => item.dataset.pItem).join(",");
  if (place instanceof HTMLInputElement) place.value = moved.dataset.pItem ?? "";
  form.submit();
}
