import { within } from "./words";

const YEAR = 365 * 24 * 3600;

/** The theme changes at once; the cookie tells the server for the next page. */
export function startThemeSwitch(): void {
  document.addEventListener("click", (event) => {
    const button = within<HTMLButtonElement>(event, "[data-p-theme-switch] button[name=theme]");
    if (!button) return;
    event.preventDefault();
    choose(button.value);
    const all = button.form?.querySelectorAll("button[name=theme]") ?? [];
    all.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
  });
}

function choose(theme: string): void {
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `p_theme=${theme}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
  document.documentElement.dataset.pTheme = theme;
  document.dispatchEvent(new Event("p:theme"));
}
