const STEPS: Record<string, number> = { ArrowDown: 1, Enter: 1, ArrowUp: -1 };

/** In a `form[data-p-grid]`, arrows and Enter go up and down a column of fields named by `data-p-column`. */
export function startGrids(): void {
  document.addEventListener("keydown", (event) => {
    const field = event.target instanceof HTMLInputElement ? event.target : null;
    const step = STEPS[event.key];
    const column = field?.dataset.pColumn;
    if (!field || !step || !column || event.ctrlKey || event.metaKey) return;
    const fields = [...(field.form?.querySelectorAll<HTMLInputElement>(`[data-p-column="${column}"]`) ?? [])];
    const next = fields[fields.indexOf(field) + step];
    event.preventDefault();
    next?.focus();
    next?.select();
  });
}
