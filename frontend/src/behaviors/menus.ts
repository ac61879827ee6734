/** `<details data-p-menu>` closes like a menu: by Escape, by a click elsewhere, by moving on with Tab. */
export function startMenus(): void {
  const opened = () => document.querySelectorAll<HTMLDetailsElement>("details[data-p-menu][open]");
  const closeOthers = (target: EventTarget | null) =>
    opened().forEach((menu) => {
      if (!(target instanceof Node && menu.contains(target))) menu.open = false;
    });
  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("focusin", (event) => closeOthers(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    opened().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
  });
  document.querySelector<HTMLElement>("[data-p-focus]")?.focus();
}
