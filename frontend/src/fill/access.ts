import { askTicket } from "./sender";
import type { Vault } from "./vault";

/** The token to send with. After a sign-in the session is another one: it is asked for, and the lock of the device changed. */
export class Access {
  isSignedOut = false;

  constructor(
    private readonly vault: Vault | null,
    private readonly ticketUrl: string,
    public token: string,
  ) {}

  /** Whether there is a token; a page from the device has none before it asks. */
  async ready(): Promise<boolean> {
    return this.token !== "" || this.renew();
  }

  async renew(): Promise<boolean> {
    const ticket = await askTicket(this.ticketUrl);
    this.isSignedOut = ticket === "signed-out";
    if (typeof ticket === "string") return false;
    await this.vault?.enter(ticket);
    this.token = ticket.token;
    return true;
  }
}
