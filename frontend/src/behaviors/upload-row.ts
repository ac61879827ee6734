import { fill } from "./upload-memory";
import type { Outcome, Task, TaskState } from "./upload-task";
import { word } from "./words";

const BUTTONS: Record<TaskState, string[]> = {
  waiting: ["cancel"],
  sending: ["pause", "cancel"],
  broken: ["pause", "cancel"],
  paused: ["resume", "cancel"],
  checking: [],
  saved: [],
  refused: ["cancel"],
  failed: ["retry", "cancel"],
  ended: ["cancel"],
};
const NUMBERS = new Intl.NumberFormat(document.documentElement.lang || "id", { maximumFractionDigits: 1 });

/** A line of the queue: name, how far, in words, and what can be done about it. */
export class Row {
  readonly element: HTMLElement;

  constructor(template: HTMLTemplateElement, task: Task, act: (action: string) => void) {
    this.element = (template.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
    this.part("name").textContent = task.file.name;
    this.part("size").textContent = sized(task.file.size);
    if (task.place.page) this.element.dataset.pUploadPage = "";
    this.element.querySelectorAll<HTMLButtonElement>("[data-p-upload-act]").forEach((button) => {
      const action = button.dataset.pUploadAct ?? "";
      button.setAttribute("aria-label", `${button.getAttribute("aria-label")}: ${task.file.name}`);
      button.addEventListener("click", () => act(action));
    });
    this.show("waiting", {}, task);
  }

  show(state: TaskState, detail: { share?: number; sentence?: string; outcome?: Outcome }, task: Task): void {
    this.element.dataset.pUploadState = state;
    const bar = this.part("bar") as HTMLProgressElement;
    if (detail.share !== undefined) bar.value = detail.share;
    bar.hidden = state === "saved" || state === "refused";
    this.part("far").textContent = state === "sending" ? far(task.file.size, detail.share ?? bar.value) : "";
    const text = detail.sentence && state !== "saved" ? detail.sentence : word(wordOf(state, task));
    if (this.part("text").textContent !== text) this.part("text").textContent = text;
    this.part("remark").textContent = state === "saved" ? (detail.sentence ?? "") : "";
    this.offer(state, task);
    if (detail.outcome) this.tellOutcome(detail.outcome);
  }

  private offer(state: TaskState, task: Task): void {
    const offered = state === "saved" && task.place.page ? ["up", "cancel"] : BUTTONS[state];
    this.element.querySelectorAll<HTMLButtonElement>("[data-p-upload-act]").forEach((button) => {
      button.hidden = !offered.includes(button.dataset.pUploadAct ?? "");
    });
  }

  private tellOutcome(outcome: Outcome): void {
    const name = this.part("name");
    name.textContent = outcome.name;
    const url = outcome.result.url;
    if (!url || !url.startsWith("/")) return;
    const link = document.createElement("a");
    link.href = url;
    link.textContent = outcome.result.label || outcome.name;
    name.replaceChildren(link);
  }

  private part(name: string): HTMLElement {
    return this.element.querySelector<HTMLElement>(`[data-p-upload-${name}]`)!;
  }
}

function wordOf(state: TaskState, task: Task): string {
  if (state === "saved") return task.place.page ? "uploadPage" : "uploadSaved";
  return `upload${state[0]!.toUpperCase()}${state.slice(1)}`;
}

function far(size: number, share: number): string {
  return fill("uploadFar", { done: sized(size * share), all: sized(size), share: `${Math.floor(share * 100)}%` });
}

function sized(bytes: number): string {
  return bytes < 1024 ** 2 ? `${NUMBERS.format(Math.ceil(bytes / 1024))} kB` : `${NUMBERS.format(bytes / 1024 ** 2)} MB`;
}
