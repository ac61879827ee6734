import { forEach } from "./words";

type Filter = HTMLSelectElement | HTMLInputElement;

/** On a phone the list comes first: all filters but the search fold behind a button that says how many are set. */
export function startFilters(): void {
  forEach<HTMLButtonElement>("[data-p-filters]", (button) => {
    const form = button.closest("form");
    const filters = form?.querySelectorAll<Filter>(":scope > label:not(.p-filter__search) :is(select, input)") ?? [];
    if (!form || filters.length < 3) return;
    const count = button.appendChild(document.createElement("span"));
    const tell = () => (count.textContent = String([...filters].filter((one) => one.value).length || ""));
    const open = (isOpen: boolean) => {
      button.setAttribute("aria-expanded", String(isOpen));
      form.classList.toggle("p-filter--folded", !isOpen);
    };
    form.classList.add("p-filter--folds");
    button.addEventListener("click", () => open(form.classList.contains("p-filter--folded")));
    form.addEventListener("change", tell);
    open(false);
    tell();
  });
}
