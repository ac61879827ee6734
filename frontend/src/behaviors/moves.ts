import { forEach } from "./words";

/** `data-p-moves="name"`: cards of a form (`data-p-card`) are dropped on `data-p-target`s; the form sends them with `name` set. */
export function startMoving(): void {
  forEach<HTMLFormElement>("form[data-p-moves]", (form) => {
    form.querySelectorAll<HTMLElement>("[data-p-card]").forEach(letDrag);
    form.querySelectorAll<HTMLElement>("[data-p-target]").forEach((target) => letDrop(target, form));
  });
}

const OVER = "is-over";
let dragged: HTMLElement | null = null;

function letDrag(card: HTMLElement): void {
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    dragged = card;
    event.dataTransfer?.setData("text/plain", card.dataset.pCard ?? "");
  });
  card.addEventListener("dragend", () => (dragged = null));
}

function letDrop(target: HTMLElement, form: HTMLFormElement): void {
  target.addEventListener("dragover", (event) => {
    if (!dragged || target.contains(dragged)) return;
    event.preventDefault();
    target.classList.add(OVER);
  });
  target.addEventListener("dragleave", () => target.classList.remove(OVER));
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    target.classList.remove(OVER);
    if (dragged && !target.contains(dragged)) send(dragged, target, form);
  });
}

/** A card that is chosen brings the other chosen ones with it; any other goes alone. */
function send(card: HTMLElement, target: HTMLElement, form: HTMLFormElement): void {
  const own = card.querySelector<HTMLInputElement>("input[type=checkbox]");
  const to = form.elements.namedItem(form.dataset.pMoves ?? "");
  if (!own || !(to instanceof HTMLSelectElement)) return;
  if (!own.checked) {
    form.querySelectorAll<HTMLInputElement>("input[type=checkbox]").forEach((box) => (box.checked = box === own));
  }
  to.value = target.dataset.pTarget ?? "";
  form.requestSubmit();
}
