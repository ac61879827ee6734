// Loaded before the first paint, so that a dark device never flashes white. No imports: it is a classic script.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const chosen = root.dataset.pTheme ?? "auto";
    root.dataset.bsTheme = chosen === "auto" ? (dark.matches ? "dark" : "light") : chosen;
  };
  paint();
  root.classList.add("p-js");
  dark.addEventListener("change", paint);
  document.addEventListener("p:theme", paint);
})();
