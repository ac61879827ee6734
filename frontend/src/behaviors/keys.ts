import htmx from "htmx.org";
import { openDialog } from "./dialogs";
import { areKeysOn, pressMarked } from "./page-keys";

type Deed = () => boolean;

const DEEDS: Record<string, Deed> = {
  "/": focusSearch,
  "?": () => (openDialog("help-keys"), true),
  j: () => follow("[data-p-next]"),
  n: () => follow("[data-p-next]"),
  k: () => follow("[data-p-previous]"),
  p: () => follow("[data-p-previous]"),
};

/** One-letter keys work outside of fields; Ctrl+S saves from anywhere. */
export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    const isSave = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    if (isSave ? saveNow() : !isWriting(event) && areKeysOn() && press(event.key)) event.preventDefault();
  });
}

function press(key: string): boolean {
  return DEEDS[key]?.() ?? pressMarked(key);
}

function isWriting(event: KeyboardEvent): boolean {
  const place = event.target instanceof HTMLElement ? event.target : document.body;
  const inField = place.isContentEditable || place.matches("input:not([type=radio], [type=checkbox]), textarea, select");
  return inField || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") !== null;
}

function focusSearch(): boolean {
  const search = [...document.querySelectorAll<HTMLElement>("[data-p-search]")].find((field) => field.offsetParent);
  search?.focus();
  return search !== undefined;
}

function follow(selector: string): boolean {
  const link = document.querySelector<HTMLElement>(selector);
  link?.click();
  return link !== null;
}

function saveNow(): boolean {
  const active = document.activeElement?.closest<HTMLFormElement>("form[data-p-autosave]");
  const form = active ?? document.querySelector<HTMLFormElement>("form[data-p-autosave]");
  if (form) htmx.trigger(form, "p:save", {});
  return form !== null;
}
