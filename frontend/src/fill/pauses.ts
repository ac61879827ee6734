type Deed = (question: string, form: HTMLFormElement) => void;

/** What is typed is kept once its writer pauses; each question has a pause of its own. */
export class Pauses {
  private readonly running = new Map<string, { form: HTMLFormElement; timer: number }>();

  constructor(private readonly keep: Deed) {}

  begin(question: string, form: HTMLFormElement, delay: number): void {
    this.end(question);
    this.running.set(question, { form, timer: window.setTimeout(() => this.keep(question, form), delay) });
  }

  end(question: string): void {
    window.clearTimeout(this.running.get(question)?.timer);
    this.running.delete(question);
  }

  has(question: string): boolean {
    return this.running.has(question);
  }

  /** The page may be gone in a moment: what was typed last does not wait. */
  cutShort(): void {
    for (const [question, { form }] of this.running) this.keep(question, form);
  }
}
