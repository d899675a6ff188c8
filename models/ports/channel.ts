import type { Activity } from "botframework-schema";
import type { InboundEvent } from "../events.ts";
import type { Way } from "../gate.ts";
import type { Opening } from "./store.ts";

/** Something that arrived, and whom it is from. */
export interface Inbound {
  opening: Omit<Opening, "shopId" | "at">;
  event: InboundEvent;
}

/** One request to the vendor. Each has its own key and status. */
export interface Outgoing {
  key: string;
  body: unknown;
}

export interface Receipt {
  vendorId?: string;
}

/** Whom an activity is for. */
export interface Recipient {
  conversationId: string;
  peer: string;
  reference: unknown;
}

/** How the vendor failed: what to do next follows from it. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";
  /**
   * `retry`: it may work later. `throttled`: the account or this recipient gets too much. `never`: this request will
   * not be taken. `gone`: this recipient is not to be reached, or wants nothing. `needs-template`: the vendor's window
   * for free words is closed. `credentials`: nothing of this account goes out until a person mends it.
   */
  readonly kind: "retry" | "throttled" | "never" | "gone" | "needs-template" | "credentials";
  /** Only for `throttled`: not before this instant. */
  readonly until?: Date;
  /** Only for `throttled`: each further pause is so many times as long as the one before. */
  readonly growth: number;
  /** Only for `throttled`: it is too much of all that the account sends, and not to this recipient alone. */
  readonly ofAccount: boolean;
  /** Only for `retry`: nothing was answered, and it may have been taken all the same. */
  readonly isUnsure: boolean;
  constructor(
    kind: DeliveryError["kind"],
    message: string,
    options: {
      cause?: unknown;
      until?: Date;
      growth?: number;
      ofAccount?: boolean;
      isUnsure?: boolean;
    } = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.isUnsure = options.isUnsure ?? false;
    this.growth = options.growth ?? 1;
    this.ofAccount = options.ofAccount ?? false;
    if (options.until) this.until = options.until;
  }
}

/** Moves a conversation between the apps of one account. @throws {DeliveryError} as the vendor refuses */
export interface ThreadControl {
  /** From now on it is our app's. */
  take(recipient: Recipient, signal: AbortSignal): Promise<void>;
  /** From now on it is that of `app`, by the vendor's id. */
  pass(recipient: Recipient, app: string, signal: AbortSignal): Promise<void>;
}

/** A codec for one vendor's account. Keeps no state and knows no dialog. */
export interface Channel extends Way {
  name: string;
  account: string;
  /** The vendor tells of each request with our key that it was taken, by a receipt or an echo, within a minute. */
  repeatsKeys?: true;
  /** Requests of the account in a second, by the vendor's rule; undefined: as many as there are. */
  perSecond?: number;
  /**
   * The page reads the transcript itself: the row is the delivery, written with the turn, and `deliver` has
   * nothing to do.
   */
  readsTranscript: boolean;
  /**
   * Whom a message to an address (E.164, or an e-mail in small letters) is for, where the shop may write first. Null: it is
   * no address of this channel's.
   */
  openingTo?(address: string): Inbound["opening"] | null;
  /** Loads the vendor's package, which holds the process up for a moment: at the start, not at the first message. */
  prepare?(): Promise<void>;
  /** The vendor's requests for a message, in their order, within what it can show; nothing of it is lost. Pure. */
  render(activity: Partial<Activity>): Outgoing[];
  /** @throws {DeliveryError} */
  deliver(recipient: Recipient, request: Outgoing, signal: AbortSignal): Promise<Receipt>;
  /**
   * Shows a shopper that what they did was seen, and with `typing` that somebody writes. A courtesy: it may come to nothing.
   * @throws {DeliveryError}
   */
  show?(
    recipient: Recipient,
    what: "seen" | "typing",
    event: InboundEvent,
    signal: AbortSignal,
  ): Promise<void>;
  /** Who may write in a conversation, where the vendor lets several apps share an account and one of them have it. */
  thread?: ThreadControl;
  /**
   * Fetches what a shopper sent, by the `vendorMedia` of its event, from the vendor's own hosts; `mostMediaBytes` at most.
   * @throws {MediaError | DeliveryError}
   */
  media?(vendorMedia: string, signal: AbortSignal): Promise<Buffer>;
  /**
   * Fetches what a vendor's call only announced, by what its event was told: what the shopper did by it, under the same
   * keys each time. It is one request, and counts in `perSecond`.
   * @throws {DeliveryError}
   */
  complete?(told: Record<string, unknown>, signal: AbortSignal): Promise<Completed[]>;
}

/** `recordedOnly`: a program sent it, and nobody is to answer. */
export type Completed = Inbound & { recordedOnly?: true };
