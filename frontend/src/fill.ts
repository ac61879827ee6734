import { FillPage } from "./fill/page";
import { watchWorker } from "./fill/worker-start";
import { type Session, Vault } from "./fill/vault";
import { say, showBanner } from "./fill/words";

/** A whole sheet as one page: with a network it is the server's page, without one the copy that this device keeps. */
async function start(): Promise<void> {
  const root = document.querySelector<HTMLElement>("[data-p-fill]");
  const shell = document.querySelector<HTMLElement>("[data-p-fill-shell]");
  const vault = await Vault.open();
  if (root) await startWithServer(root, vault);
  else if (shell) await startFromDevice(shell, vault);
}

async function startWithServer(root: HTMLElement, vault: Vault | null): Promise<void> {
  const { pSheet = "", pPerson = "", pSession = "", pUntil = "", pWorker = "" } = root.dataset;
  const session: Session = { person: pPerson, session: pSession, until: pUntil };
  if (vault) {
    await vault.enter(session);
    if (root.dataset.pOpen) await vault.put("pages", pSheet, { html: bareCopy(root), values: {} });
    else await vault.remove("pages", pSheet);
    watchWorker(pWorker);
  }
  await new FillPage(root, vault).start();
}

async function startFromDevice(shell: HTMLElement, vault: Vault | null): Promise<void> {
  const code = window.location.pathname.split("/").filter(Boolean).pop() ?? "";
  if (!vault || !(await vault.isOpen(new Date()))) return showBanner(shell, say("locked"));
  const copy = await vault.get("pages", code);
  if (!copy) return showBanner(shell, say("nothing"));
  shell.innerHTML = copy.html;
  const root = shell.querySelector<HTMLElement>("[data-p-fill]");
  if (root) await new FillPage(root, vault).start();
}

/** The page as the server drew it, without the token of its session. */
function bareCopy(root: HTMLElement): string {
  const copy = root.cloneNode(true) as HTMLElement;
  copy.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => field.remove());
  return copy.outerHTML;
}

void start();
