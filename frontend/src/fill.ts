import { FillList } from "./fill/list";
import { FillPage } from "./fill/page";
import { bareCopy } from "./fill/copy";
import { watchWorker } from "./fill/worker-start";
import { type Session, Vault } from "./fill/vault";
import { say, showBanner } from "./fill/words";

const PAGES = "[data-p-fill], [data-p-fill-list]";

/** A whole sheet, or a list of sheets, as one page: with a network the server's, without one the copy that this device keeps. */
async function start(): Promise<void> {
  const root = document.querySelector<HTMLElement>(PAGES);
  const shell = document.querySelector<HTMLElement>("[data-p-fill-shell]");
  const vault = await Vault.open();
  if (root) await startWithServer(root, vault);
  else if (shell) await startFromDevice(shell, vault);
}

async function startWithServer(root: HTMLElement, vault: Vault | null): Promise<void> {
  const { pPerson = "", pSession = "", pUntil = "", pWorker = "" } = root.dataset;
  const session: Session = { person: pPerson, session: pSession, until: pUntil };
  if (vault) {
    await vault.enter(session);
    if (root.dataset.pOpen) await vault.put("pages", nameOfPage(), { html: bareCopy(root), values: {} });
    else await vault.remove("pages", nameOfPage());
    watchWorker(pWorker);
  }
  await open(root, vault);
}

async function startFromDevice(shell: HTMLElement, vault: Vault | null): Promise<void> {
  if (!vault || !(await vault.isOpen(new Date()))) return showBanner(shell, say("locked"));
  const copy = await vault.get("pages", nameOfPage());
  if (!copy) return showBanner(shell, say("nothing"));
  shell.innerHTML = copy.html;
  const root = shell.querySelector<HTMLElement>(PAGES);
  if (root) await open(root, vault);
}

function open(root: HTMLElement, vault: Vault | null): Promise<void> {
  return (root.matches("[data-p-fill]") ? new FillPage(root, vault) : new FillList(root, vault)).start();
}

/** The last word of its address: the code of a sheet, or the name of a list. */
function nameOfPage(): string {
  return window.location.pathname.split("/").filter(Boolean).pop() ?? "";
}

void start();
