import type { Activity } from "botframework-schema";
import type { InboundEvent } from "../events.ts";
import type { Opening } from "./store.ts";

/** A vendor's webhook call, with the body as the bytes that were signed. */
export interface WebhookRequest {
  header(name: string): string | undefined;
  body: Buffer;
  url: string;
  remoteAddress: string;
}

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
  readonly kind: "retry" | "throttled" | "never" | "gone" | "credentials";
  /** Only for `throttled`: not before this instant. */
  readonly until?: Date;
  constructor(kind: DeliveryError["kind"], message: string, options?: { cause?: unknown; until?: Date }) {
    super(message, options);
    this.kind = kind;
    if (options?.until) this.until = options.until;
  }
}

export interface ChannelCapabilities {
  /**
   * The page reads the transcript itself: the row is the delivery, written with the turn, and `deliver` has
   * nothing to do.
   */
  readsTranscript: boolean;
  textChars: number;
  choices: number;
  choiceTitleChars: number;
  cards: number;
}

/** A codec for one vendor's account. Keeps no state and knows no dialog. */
export interface Channel {
  name: string;
  account: string;
  capabilities: ChannelCapabilities;
  render(activity: Partial<Activity>): Outgoing[];
  /** @throws {DeliveryError} */
  deliver(recipient: Recipient, request: Outgoing, signal: AbortSignal): Promise<Receipt>;
}
