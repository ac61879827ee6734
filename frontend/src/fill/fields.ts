import type { Pairs } from "./vault";

const LEFT_OUT = new Set(["csrfmiddlewaretoken"]);

/** What a form holds, as it will be sent. */
export function readPairs(form: HTMLFormElement): Pairs {
  const texts = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return texts.filter(([name]) => !LEFT_OUT.has(name));
}

/** Puts back what a form held: ticks, choices, texts, and the revision that it was written on. */
export function writePairs(form: HTMLFormElement, pairs: Pairs): void {
  form.querySelectorAll<HTMLInputElement>("input[type=checkbox], input[type=radio]").forEach((box) => {
    box.checked = pairs.some(([name, value]) => name === box.name && value === box.value);
  });
  for (const [name, value] of pairs) writeText(form, name, value);
}

export function writeText(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof RadioNodeList) field.value = value;
  else if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = value;
  else if (field instanceof HTMLInputElement && field.type !== "checkbox") field.value = value;
}

/** The pairs with another text under one name. */
export function withText(pairs: Pairs, name: string, value: string): Pairs {
  return [...pairs.filter(([each]) => each !== name), [name, value]];
}
