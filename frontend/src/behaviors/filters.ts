import { forEach } from "./words";

type Filter = HTMLSelectElement | HTMLInputElement;

/** On a phone the list comes first: all filters but the search fold behind a button that says how many are set. */
export function startFilters(): void {
  forEach<HTMLButtonElement>("[data-p-filters]", (button) => {
    const form = button.closest("form");
    const filters = form?.querySelectorAll<Filter>(":scope > label:not(.p-filter__search) :is(select, input)") ?? [];
    if (!form || filters.length < 3) return;
    const count = button.appendChild(document.createElement("span"));
    const tell = () => (count.textContent = String([...filters].filter(isSet).length || ""));
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

/** A choice that cannot be left empty, and a figure that always stands there, take nothing away from the list. */
function isSet(filter: Filter): boolean {
  if (filter.type === "checkbox") return (filter as HTMLInputElement).checked;
  if (filter instanceof HTMLInputElement) return filter.type !== "number" && filter.value !== "";
  return filter.value !== "" && [...filter.options].some((option) => option.value === "");
}
