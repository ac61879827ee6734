import htmx from "htmx.org";
import { toast } from "./toast";
import { word } from "./words";

/** htmx under a strict policy: nothing evaluated, nothing inlined, no page kept in the browser's store. */
export function startHtmx(): void {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    includeIndicatorStyles: false,
    selfRequestsOnly: true,
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    scrollIntoViewOnBoost: false,
    timeout: 30000,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "409", swap: true },
      { code: "422", swap: true },
      { code: "[45]..", swap: false, error: true },
    ],
  });
  document.addEventListener("htmx:sendError", (event) => warn(event));
  document.addEventListener("htmx:timeout", (event) => warn(event));
  document.addEventListener("htmx:responseError", (event) => warn(event));
}

function warn(event: Event): void {
  const inForm = event.target instanceof Element && event.target.closest("[data-p-autosave]");
  if (!inForm && !event.defaultPrevented) toast(word("broken"), "red");
}
