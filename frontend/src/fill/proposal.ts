/**
 * A figure that an agency knows stands in its form beforehand. It goes out marked `unconfirmed`, and counts once a person
 * confirms it or types into a field of the answer; words beside it alone confirm nothing.
 */
export const WORDS = new Set(["note", "difference_reason"]);

export function confirmProposal(form: HTMLFormElement): void {
  const mark = findMark(form);
  if (mark) mark.value = "";
  showStand(form);
}

/** Says beside the form how what stands in it now is to the agency's figure: not confirmed, the same, or another. */
export function showStand(form: HTMLFormElement): void {
  const box = form.querySelector<HTMLElement>("[data-p-proposed]");
  if (!box) return;
  box.dataset.pStand = readStand(form, box);
}

function readStand(form: HTMLFormElement, box: HTMLElement): string {
  if (findMark(form)?.value) return "UNANSWERED";
  const proposed = Object.entries(JSON.parse(box.dataset.pProposed ?? "{}") as Record<string, string>);
  const typed = new FormData(form);
  return proposed.every(([name, value]) => bare(typed.get(name)) === bare(value)) ? "SAME" : "DIFFERENT";
}

function findMark(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>("input[name=unconfirmed]");
}

/** 1.240 and 1240 are one number. */
function bare(value: FormDataEntryValue | null): string {
  return String(value ?? "").replace(/[.,\s](?=\d{3}(\D|$))/g, "").trim();
}
