import type { Clock } from "../../models/ports/clock.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import type { Records } from "../../models/ports/records.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import type { Sequences } from "../../models/sequence/definition.ts";
import type { Enrolment } from "../../models/sequence/enrolment.ts";
import type { Sale } from "../../models/sequence/sale.ts";
import type { OutreachBook } from "../outreach.ts";
import type { Unasked } from "../withhold.ts";

/** What sequences read, and by what they act. */
export interface SequenceServices {
  shopId: string;
  /** Asked for at each step, because merchants change them while we run. */
  sequences: () => Sequences;
  enrolments: Records<Enrolment, "contact" | "watched">;
  sales: Records<Sale, "shop">;
  store: Pick<ConversationStore, "get" | "ofContact" | "find">;
  commerce: Pick<Commerce, "carts" | "customers" | "inventory" | "orders">;
  outreach: OutreachBook;
  clock: Clock;
  /** The shop begins a flow at an instant; `key` names it once and for all. */
  begin(conversationId: string, unasked: Unasked, at: Date, key: string): Promise<void>;
  /** An enrolment is looked at then. The same again is no second time. */
  look(enrolment: string, dueAt: string): Promise<void>;
}
