import htmx from "htmx.org";

/** After a question was saved, handed in or marked beside the tree, its row, the sums above it and the totals follow. */
export function startBeside(): void {
  document.addEventListener("htmx:afterRequest", (event) => {
    const { detail } = event as CustomEvent;
    const isChange = detail.requestConfig?.verb === "post" && detail.successful;
    if (isChange && event.target instanceof Element && event.target.closest("#detail")) refresh();
  });
}

/** Asked for by the head of the sheet: the tree itself would push the address of what it asks for. */
function refresh(): void {
  if (!document.getElementById("tree")) return;
  const url = `${location.pathname}di-samping/${location.search}`;
  void htmx.ajax("get", url, { source: "#sheet-head", target: "#sheet-head", swap: "none" });
}
