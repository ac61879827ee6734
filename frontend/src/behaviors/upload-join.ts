import { headers, type Outcome, sentence, type Task } from "./upload-task";
import { toast } from "./toast";
import { word } from "./words";

export type Joining = { form: HTMLFormElement; pages: Task[]; done: (task: Task, outcome: Outcome) => void };

let asked = ""; // the same name for the same joining, however often it has to be asked for

/** Has the server make one PDF of the pages that were sent, in the order of the list. */
export async function joinPages({ form, pages, done }: Joining): Promise<void> {
  const [first] = pages;
  const button = form.querySelector<HTMLButtonElement>("[data-p-upload-join]");
  if (!first || !button || button.disabled) return;
  const name = form.querySelector<HTMLInputElement>("[data-p-upload-join-name]")?.value.trim() ?? "";
  asked ||= newCode();
  button.disabled = true;
  const body = JSON.stringify({ code: asked, pages: pages.map((page) => page.outcome?.code), name: name || first.file.name });
  const json = { ...headers(), "Content-Type": "application/json" };
  const answer = await fetch(`${form.action}gabung/`, { method: "POST", headers: json, body }).catch(() => null);
  button.disabled = false;
  if (!answer || answer.status >= 500) return toast(word("broken"), "red");
  asked = "";
  if (!answer.ok) return toast(sentence(await answer.text()).sentence || word("broken"), "red");
  done(first, (await answer.json()) as Outcome);
}

function newCode(): string {
  const bytes = [...window.crypto.getRandomValues(new Uint8Array(16))];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
