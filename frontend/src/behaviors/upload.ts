import { joinPages, type Joining } from "./upload-join";
import { Row } from "./upload-row";
import { type Place, Task } from "./upload-task";
import { forEach } from "./words";

const AT_ONCE = 2;

/**
 * `data-p-upload`: a form whose files are sent piece by piece as soon as they are chosen or dropped, over networks that
 * break. Tells the page of each with the event `p:uploaded`. Without scripts the form sends itself.
 */
export function startUploads(): void {
  forEach<HTMLFormElement>("form[data-p-upload]", (form) => new Queue(form));
}

class Queue {
  private readonly tasks: Task[] = [];
  private readonly rows = new Map<Task, Row>();
  private readonly list: HTMLElement;

  constructor(private readonly form: HTMLFormElement) {
    this.list = form.querySelector<HTMLElement>("[data-p-upload-list]")!;
    form.querySelectorAll<HTMLInputElement>("input[type=file]").forEach((input) => {
      input.addEventListener("change", () => this.take(input));
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("[data-p-upload-join]")?.addEventListener("click", () => void joinPages(this.joining()));
    window.addEventListener("online", () => this.again());
  }

  private take(input: HTMLInputElement): void {
    const page = "pUploadCamera" in input.dataset;
    for (const file of [...(input.files ?? [])]) this.add(file, page);
    input.value = "";
    this.next();
  }

  private add(file: File, page: boolean): void {
    const task: Task = new Task(file, this.place(page), (state, detail) => {
      this.rows.get(task)?.show(state, detail, task);
      if (state === "saved" && !page) this.announce(task);
      this.note();
    });
    const template = this.form.querySelector<HTMLTemplateElement>("template[data-p-upload-row]")!;
    const row = new Row(template, task, (action) => void this.act(task, action));
    this.tasks.push(task);
    this.rows.set(task, row);
    this.list.append(row.element);
    this.note();
  }

  private place(page: boolean): Place {
    const metadata: Record<string, string> = {};
    this.form.querySelectorAll<HTMLInputElement>("[data-p-upload-word]").forEach((field) => (metadata[field.name] = field.value));
    const { pUploadScript: script = "" } = this.form.dataset;
    return { endpoint: this.form.action, script, metadata, page };
  }

  private next(): void {
    const busy = this.tasks.filter((task) => ["sending", "broken", "checking"].includes(task.state)).length;
    const waiting = this.tasks.filter((task) => task.state === "waiting");
    for (const task of waiting.slice(0, Math.max(AT_ONCE - busy, 0))) void this.run(task);
  }

  private async run(task: Task): Promise<void> {
    await task.run();
    this.next();
  }

  private again(): void {
    for (const task of this.tasks.filter((one) => one.state === "failed")) void this.run(task);
  }

  private async act(task: Task, action: string): Promise<void> {
    if (action === "pause") await task.pause();
    if (action === "resume" || action === "retry") void this.run(task);
    if (action === "cancel") await this.drop(task);
    if (action === "up") this.raise(task);
  }

  private async drop(task: Task): Promise<void> {
    const row = this.rows.get(task)?.element;
    const neighbor = row?.nextElementSibling ?? row?.previousElementSibling;
    this.forget(task);
    (neighbor?.querySelector<HTMLElement>("button:not([hidden])") ?? this.form.querySelector("input[type=file]"))?.focus();
    await task.cancel();
    this.next();
  }

  private forget(task: Task): void {
    this.rows.get(task)?.element.remove();
    this.rows.delete(task);
    this.tasks.splice(this.tasks.indexOf(task), 1);
    this.note();
  }

  private raise(task: Task): void {
    const element = this.rows.get(task)?.element;
    element?.previousElementSibling?.before(element);
    element?.querySelector<HTMLElement>("[data-p-upload-act=up]")?.focus();
  }

  /** Unfinished files keep the page from being left by mistake; finished pages can be joined. */
  private note(): void {
    const open = this.tasks.some((task) => ["waiting", "sending", "broken", "paused", "checking", "failed"].includes(task.state));
    if (open || this.pages().length > 0) this.form.dataset.pDirty = "1";
    else delete this.form.dataset.pDirty;
    const panel = this.form.querySelector<HTMLElement>("[data-p-upload-joining]");
    if (panel) panel.hidden = this.pages().length === 0;
  }

  private pages(): Task[] {
    const order = [...this.list.children];
    const place = (task: Task) => order.indexOf(this.rows.get(task)!.element);
    return this.tasks.filter((task) => task.place.page && task.state === "saved").sort((a, b) => place(a) - place(b));
  }

  private joining(): Joining {
    return {
      form: this.form,
      pages: this.pages(),
      done: (task, outcome) => {
        if (this.rows.get(task)) task.outcome = outcome;
        this.pages().filter((page) => page !== task).forEach((page) => this.forget(page));
        task.place.page = false;
        this.rows.get(task)?.show("saved", { outcome, sentence: outcome.sentence }, task);
        this.announce(task);
        this.note();
      },
    };
  }

  private announce(task: Task): void {
    this.form.dispatchEvent(new CustomEvent("p:uploaded", { bubbles: true, detail: task.outcome }));
  }
}
