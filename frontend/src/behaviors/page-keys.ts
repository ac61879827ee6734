const STORE = "p-keys";

/** Whether one-letter keys are wished; whoever dictates to the computer switches them off in the help of keys. */
export function areKeysOn(): boolean {
  return localStorage.getItem(STORE) !== "off";
}

/** `data-p-key="a"` on a button, link, box or summary: the key presses it. Escape closes the fold that it opened. */
export function startPageKeys(): void {
  document.addEventListener("keydown", (event) => {
    const inside = event.target instanceof HTMLElement ? event.target : null;
    if (event.key === "Escape" && inside) closeAround(inside);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      inside?.closest<HTMLFormElement>("form[data-p-quick]")?.requestSubmit();
    }
  });
  document.querySelectorAll<HTMLInputElement>("[data-p-keys-switch]").forEach((box) => {
    box.checked = areKeysOn();
    box.addEventListener("change", () => localStorage.setItem(STORE, box.checked ? "on" : "off"));
  });
}

export function pressMarked(key: string): boolean {
  const marked = [...document.querySelectorAll<HTMLElement>("[data-p-key]")];
  const target = marked.find((element) => element.dataset.pKey === key);
  if (!target) return false;
  const fold = target.closest("details");
  if (fold && target.tagName !== "SUMMARY") fold.open = true;
  target.click();
  if (target instanceof HTMLInputElement) target.focus();
  if (fold?.open && target.tagName === "SUMMARY") fold.querySelector<HTMLElement>("form input:not([type=hidden]), form textarea")?.focus();
  return true;
}

function closeAround(inside: HTMLElement): void {
  const fold = [...document.querySelectorAll("details")].find((each) => each.open && each.contains(inside));
  const summary = fold?.querySelector<HTMLElement>(":scope > summary[data-p-key]");
  if (!fold || !summary) return;
  fold.open = false;
  summary.focus();
}
