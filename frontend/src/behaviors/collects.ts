import type { Outcome } from "./upload-task";

/** `data-p-collects="documents"`: a form that takes along the code of every file that has arrived, and shows itself then. */
export function startCollecting(): void {
  document.addEventListener("p:uploaded", (event) => {
    const code = (event as CustomEvent<Outcome>).detail.result.code;
    if (!code) return;
    document.querySelectorAll<HTMLFormElement>("form[data-p-collects]").forEach((form) => take(form, code));
  });
}

function take(form: HTMLFormElement, code: string): void {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = form.dataset.pCollects ?? "";
  input.value = code;
  form.append(input);
  form.hidden = false;
}
