import { leaveFreely } from "./guard";
import { toast } from "./toast";
import { word } from "./words";

const KEPT = "p:kept-forms";
type Kept = { path: string; person: string; forms: Record<string, [string, string][]> };

/**
 * When the session has ended, writing is put into this tab's store, the person signs in, and it is put back.
 * It never leaves the tab and is removed as soon as it is back.
 */
export function startSession(): void {
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!hasExpired((event as CustomEvent).detail.xhr)) return;
    event.preventDefault();
    (event as CustomEvent).detail.shouldSwap = false;
    keepForms();
    leaveFreely();
    window.location.assign(signInUrl());
  });
  restoreForms();
}

function hasExpired(xhr: XMLHttpRequest): boolean {
  const signIn = document.body.dataset.pSignIn ?? "";
  const answeredAt = xhr.responseURL ? new URL(xhr.responseURL).pathname : "";
  const wasRedirected = signIn !== "" && answeredAt === new URL(signIn, window.location.href).pathname;
  return xhr.status === 401 || xhr.getResponseHeader("X-Form-Expired") === "1" || wasRedirected;
}

/** Who the page was drawn for: nobody finds the writing of another. */
function person(): string {
  return document.body.dataset.pPerson ?? "";
}

function signInUrl(): string {
  const url = new URL(document.body.dataset.pSignIn || "/", window.location.href);
  url.searchParams.set("next", window.location.pathname + window.location.search);
  return url.href;
}

function keepForms(): void {
  const forms: Kept["forms"] = {};
  document.querySelectorAll<HTMLFormElement>("form[data-p-dirty][id]").forEach((form) => {
    const texts = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
    forms[form.id] = texts.filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "revision");
  });
  const kept: Kept = { path: window.location.pathname, person: person(), forms };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
}

function restoreForms(): void {
  const text = sessionStorage.getItem(KEPT);
  const kept = text ? (JSON.parse(text) as Kept) : null;
  if (!kept || kept.path !== window.location.pathname) return;
  sessionStorage.removeItem(KEPT);
  if (kept.person !== person()) return;
  const restored = Object.entries(kept.forms).filter(([id, pairs]) => fill(id, pairs));
  if (restored.length > 0) toast(word("restored"));
}

function fill(id: string, pairs: [string, string][]): boolean {
  const form = document.getElementById(id);
  if (!(form instanceof HTMLFormElement)) return false;
  form.querySelectorAll<HTMLInputElement>("input[type=checkbox]").forEach((box) => (box.checked = false));
  for (const [name, value] of pairs) setValue(form, name, value);
  form.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function setValue(form: HTMLFormElement, name: string, value: string): void {
  const control = form.elements.namedItem(name);
  if (control instanceof RadioNodeList || (control instanceof HTMLInputElement && control.type === "checkbox")) {
    const selector = `[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`;
    const choice = form.querySelector<HTMLInputElement>(selector);
    if (choice) choice.checked = true;
  } else if (control instanceof HTMLElement && "value" in control) {
    control.value = value;
  }
}
