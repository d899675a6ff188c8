import type { Logger } from "pino";
import type { BotFramework } from "../../channels/bot-framework/index.ts";
import type { InboundEvent } from "../../models/events.ts";
import type { LocalisedText } from "../../models/language.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { MediaStore } from "../../models/ports/media.ts";
import type { OpenRecords } from "../../models/ports/records.ts";
import type { Scheduler } from "../../models/ports/scheduler.ts";
import type { Acceptance, AcceptChange, ConversationStore } from "../../models/ports/store.ts";
import type { Shop } from "../../models/shop.ts";
import type { UnclearMessage } from "../../models/unclear.ts";
import type { Door, ReceiveArrivals } from "../arrivals.ts";
import type { Cod } from "../cod.ts";
import type { Config } from "../config.ts";
import type { CourierDesk } from "../courier/index.ts";
import type { Metrics } from "../metrics.ts";
import type { PayPages } from "../pay/index.ts";
import type { ReturnDesk } from "../returns.ts";
import type { SequenceDesk } from "../sequences/index.ts";
import type { ShopEvents } from "../shop-events/index.ts";
import type { Threads } from "../threads.ts";

/** Where what arrives is handed in. */
export interface Inbox {
  /**
   * Accepts durably, then sets a worker on the conversation. Null: no such conversation.
   * @throws {StorageError}
   */
  receive(
    conversationId: string,
    events: InboundEvent[],
    change?: AcceptChange,
  ): Promise<Acceptance[] | null>;
}

/** Who reads a conversation as it grows. */
export interface Follower {
  /** Resolves when there was a change since it last did, after `timeoutMs`, or once aborted; never rejects. */
  changed(timeoutMs: number): Promise<void>;
}

/** Messages that we may have misread, until a person has looked at them. */
export interface UnclearMessages {
  /** Those written most often first. */
  open(): Promise<UnclearMessage[]>;
  /** The message joins the shop's training phrases. False: there is none of that id. @throws {PhraseFileError} */
  label(id: string, intent: string): Promise<boolean>;
  dismiss(id: string): Promise<boolean>;
}

/** News of conversations inside this process: hints only, the store is the truth. */
export interface Changes {
  /**
   * Listens to the changes of a conversation's transcript from this call on, until the signal aborts. Follow it
   * before reading, so that no change falls between.
   */
  follow(conversationId: string, signal: AbortSignal): Follower;
  /** Resolves when no worker has work of the conversation in hand, after `timeoutMs`, or when aborted. */
  settled(conversationId: string, timeoutMs: number, signal: AbortSignal): Promise<void>;
}

/** What became of an imported catalogue. Bad rows are reported with their line and the rest is kept. */
export interface ImportReport {
  products: number;
  variants: number;
  /** Former products that this catalogue does not have: off sale now. */
  retired: number;
  /** Former products that stay as they are: what the file says of them could not be read. */
  kept: number;
  problems: { line: number; message: string }[];
}

/** A product on the demo page. */
export interface ShowcaseItem {
  id: string;
  title: LocalisedText;
  priceMinor: number;
  currency: string;
  image: string;
}

/** What the HTTP front needs; made by the composition root. */
export interface HttpServices {
  config: Config;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  shop: Shop;
  store: ConversationStore;
  records: OpenRecords;
  inbox: Inbox;
  threads: Threads;
  scheduler: Scheduler;
  sequences: SequenceDesk;
  changes: Changes;
  media: MediaStore;
  botFramework: BotFramework;
  /** Where vendors call, by what follows `/webhooks/`. */
  doors: ReadonlyMap<string, Door>;
  receiveArrivals: ReceiveArrivals;
  shopEvents: Pick<ShopEvents, "take">;
  payPages: PayPages;
  courierDesk: CourierDesk;
  unclear: UnclearMessages;
  returnDesk: ReturnDesk;
  cod: Pick<Cod, "answered" | "courierOutcome" | "report" | "train">;
  /** Every intent that a message may have in this shop, `None` too. */
  intents(): string[];
  /** The secret of `<DATA_DIR>/operator.key` (see `operator-key.ts`), for commands on this machine. */
  operatorKey: string;
  /** A handful of products with pictures, for the demo page. */
  showcase(): ShowcaseItem[];
  importCatalogue(data: Buffer, format: "csv" | "json"): Promise<ImportReport>;
  /** False while starting and while shutting down. */
  ready(): boolean;
  /** Aborted when the server shuts down: long polls and streams end at once. */
  closing: AbortSignal;
}
