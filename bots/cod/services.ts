import type { CodStep } from "../../jobs/cod-due.ts";
import type { InboundEvent } from "../../models/events.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import type { AcceptChange, ConversationStore } from "../../models/ports/store.ts";
import type { Sequences } from "../../models/sequence/definition.ts";
import type { Shop } from "../../models/shop.ts";
import type { Unasked } from "../withhold.ts";
import type { CodCases } from "./cases.ts";
import type { CodScores } from "./scores.ts";

export interface CodServices {
  shop: () => Shop;
  sequences: () => Pick<Sequences, "cod">;
  clock: Clock;
  commerce: Pick<Commerce, "orders" | "customers">;
  conversations: Pick<ConversationStore, "find" | "get" | "latest" | "ofContact">;
  cases: CodCases;
  scores: CodScores;
  /** The shop begins a flow at an instant; `key` names it once and for all. */
  begin(conversationId: string, unasked: Unasked, at: Date, key: string): Promise<void>;
  receive(conversationId: string, events: InboundEvent[], change?: AcceptChange): Promise<unknown>;
  /** Has a step seen to at an instant, once. */
  plan(number: string, step: CodStep, at: Date): Promise<void>;
}
