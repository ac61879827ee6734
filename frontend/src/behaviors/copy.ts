import { toast } from "./toast";
import { forEach, word } from "./words";

/** `data-p-copy="text"`: a button that copies; shown only where copying works. */
export function startCopying(): void {
  forEach<HTMLElement>("[data-p-copy]", (button) => {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.pCopy ?? "");
      toast(word("copied"));
    });
  });
}
