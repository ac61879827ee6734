import type { Entry } from "./vault";
import { say } from "./words";

const SAID = { held: "kept", waiting: "kept", conflict: "conflict", refused: "refused" };

/** The questions of a page: which form is whose, and what is said beside each. */
export class Cards {
  constructor(private readonly root: HTMLElement) {}

  /** What the server said to an entry, and where it stands now. */
  show(entry: Entry): void {
    this.write(entry.question, entry.said)?.querySelector<HTMLElement>("[tabindex]")?.focus();
  }

  clear(question: string): void {
    this.write(question, "");
  }

  say(question: string, text: string): void {
    const place = this.find(question)?.querySelector<HTMLElement>("[data-p-fill-state]");
    if (place) place.textContent = text;
  }

  formOf(question: string): HTMLFormElement | null {
    return this.find(question)?.querySelector<HTMLFormElement>("[data-p-fill-form]") ?? null;
  }

  private write(question: string, html: string): HTMLElement | null {
    const said = this.find(question)?.querySelector<HTMLElement>("[data-p-fill-said]") ?? null;
    if (said) said.innerHTML = html;
    return said;
  }

  private find(question: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`[data-p-question="${CSS.escape(question)}"]`);
  }
}

export function stateOf(entry: Entry): string {
  return say(entry.last && entry.state === "waiting" ? "lastWaiting" : SAID[entry.state]);
}

export function questionOf(form: HTMLFormElement): string {
  return form.closest<HTMLElement>("[data-p-question]")?.dataset.pQuestion ?? "";
}

/** Hands the sheet over: kept while it is written, sent once it is pressed. */
export function isLast(form: HTMLFormElement): boolean {
  return form.matches("[data-p-fill-last]");
}

/** When a button was pressed there, which may be hours before it is sent. */
export function stampTime(form: HTMLFormElement): void {
  form.querySelectorAll<HTMLInputElement>("[data-p-now]").forEach((field) => (field.value = new Date().toISOString()));
}
