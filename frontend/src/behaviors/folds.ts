import { forEach } from "./words";

const PREFIX = "p:fold:";

/** `<details data-p-keep="key">` stays as the person left it, in this browser. */
export function startFolds(): void {
  forEach<HTMLDetailsElement>("details[data-p-keep]", (fold) => {
    const key = `${PREFIX}${fold.dataset.pKeep}`;
    const kept = localStorage.getItem(key);
    if (kept !== null) fold.open = kept === "1";
    fold.addEventListener("toggle", () => localStorage.setItem(key, fold.open ? "1" : "0"));
  });
}
