import { word } from "./words";

export type SaveState = "dirty" | "saving" | "saved" | "failed" | "changed" | "invalid";

const WORDS: Record<SaveState, string> = {
  dirty: "unsaved",
  saving: "saving",
  saved: "saved",
  failed: "failed",
  changed: "changed",
  invalid: "invalid",
};

/** Says in the form's `{% save_state %}` where saving stands: tersimpan 10.42 · menyimpan… · belum tersimpan. */
export function showState(form: HTMLFormElement, state: SaveState, at: string): void {
  const place = form.querySelector<HTMLElement>("[data-p-save-state]");
  if (!place) return;
  place.dataset.pSaveState = state;
  const text = place.querySelector("[data-p-save-text]");
  if (text) text.textContent = [word(WORDS[state]), at].filter(Boolean).join(" ");
  const retry = place.querySelector<HTMLElement>("[data-p-save-retry]");
  if (retry) retry.hidden = state !== "failed";
}
