const SHOWN_FOR = 6000;

/** A short notice at the lower edge, read out by screen readers; errors stay longer. */
export function toast(text: string, tone: "brand" | "red" = "brand"): void {
  const place = document.querySelector("[data-p-toasts]");
  if (!place || text === "") return;
  const notice = document.createElement("p");
  notice.className = `p-toast p-toast--${tone}`;
  notice.textContent = text;
  place.append(notice);
  window.setTimeout(() => notice.remove(), tone === "red" ? SHOWN_FOR * 2 : SHOWN_FOR);
}
