import type { Delivery } from "../delivery.ts";
import type { DeliveryError, Inbound } from "./channel.ts";

/** A vendor's call, with the body as the bytes that were signed. */
export interface WebhookRequest {
  /** The whole address as the vendor called it: some sign it. */
  url: string;
  /** By its name in lower case. */
  header(name: string): string | undefined;
  body: Buffer;
}

/** One thing that a vendor's call tells. `account` is the number, page or bot that it concerns. Times: ISO 8601, UTC. */
export type Arrival =
  /** Something that a shopper did. `overheard`: while another app has the conversation; it is recorded, never answered. */
  | ({ kind: "event"; overheard?: true } & Inbound)
  /** Who may write in the conversation from now on, of the apps that share it: another, by the vendor's id, or `ours`. */
  | {
      kind: "control";
      opening: Inbound["opening"];
      /** The vendor's id of this change, or what stands for it. */
      key: string;
      app: string;
      isOurs: boolean;
      at: string;
    }
  /** Another app, by the vendor's id, asks for a conversation that ours has. */
  | { kind: "control-request"; opening: Inbound["opening"]; key: string; app: string; at: string }
  /**
   * Of one message. `key` is ours, where the vendor repeats it (`Outgoing.key`). `means`: what a failure asks for, as it
   * does of a `DeliveryError`, where the vendor's code is known.
   */
  | ({
      kind: "receipt";
      account: string;
      vendorId: string;
      key?: string;
      means?: DeliveryError["kind"];
    } & Delivery)
  /** Of every message of ours to this shopper up to `at`. */
  | { kind: "watermark"; account: string; identity: string; status: "delivered" | "read"; at: string }
  /**
   * A message that went out from this account: ours, when `key` is there; else somebody wrote in the vendor's own app, or
   * by the app `heldBy`, which has the conversation.
   */
  | {
      kind: "echo";
      account: string;
      identity: string;
      vendorId: string;
      key?: string;
      heldBy?: string;
      text?: string;
      at: string;
    }
  /** The shopper forbids, or allows again, that the shop writes first: by the vendor's own button or stop word. */
  | {
      kind: "consent";
      opening: Inbound["opening"];
      /** The vendor's id of this change. */
      key: string;
      wantsMessages: boolean;
      at: string;
    }
  /**
   * A shopper goes on under another address: the opening has it, and the identities of before and of now. Those that they
   * leave may become somebody else's.
   */
  | { kind: "moved"; opening: Inbound["opening"]; leaves: string[]; at: string }
  /** Known, or unknown, and of no concern to us. `what` is for the log: without names, numbers or words of shoppers. */
  | { kind: "ignored"; account?: string; what: string };

export interface WebhookAnswer {
  status: number;
  contentType?: string;
  body?: string;
}

/** The body is signed, yet not what this vendor sends. It is answered 400. */
export class WebhookBodyError extends Error {
  override readonly name = "WebhookBodyError";
}

/** A vendor's way in. */
export interface Webhook {
  /** The vendor's own check of the address, by GET, where it makes one. */
  handshake?(url: string): WebhookAnswer;
  /** Whether the vendor sent this: on the raw bytes, in constant time, before anything is parsed. */
  verify(request: WebhookRequest, now: Date): boolean;
  /**
   * Everything a call tells. Pure. What is new to us becomes `ignored`, never an error.
   * @throws {WebhookBodyError}
   */
  parse(request: WebhookRequest, now: Date): Arrival[];
  /** Its calls tell of accounts that are not ours, as a matter of course. */
  tellsOfOthers?: true;
  /** What the vendor expects to hear once all of it is stored. */
  accepted: WebhookAnswer;
}
