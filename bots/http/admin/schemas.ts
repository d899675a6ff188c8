import { z } from "zod";
import { ApiMessage } from "../../../channels/web/index.ts";
import { codBands } from "../../../models/cod/risk.ts";
import { OrderState } from "../../../models/commerce.ts";
import { Language } from "../../../models/language.ts";
import { Return, ReturnState } from "../../../models/return.ts";
import { SequenceKind } from "../../../models/sequence/definition.ts";
import { UnclearMessage } from "../../../models/unclear.ts";

export const StaffConversation = z.strictObject({
  id: z.string(),
  channel: z.string(),
  owner: z.enum(["bot", "waiting", "staff"]),
  name: z.string().nullable(),
  language: Language.nullable(),
  handover: z
    .strictObject({
      reason: z.string(),
      summary: z.string(),
      at: z.iso.datetime(),
      takenBy: z.string().optional(),
      heldBy: z.string().optional().describe("The vendor's app that has it there; only who has it can write"),
      refusal: z.string().optional().describe("Why the vendor would not give it to our app"),
    })
    .nullable(),
  createdAt: z.iso.datetime(),
});

/** A message as staff see it: also what did not reach the shopper, and why. */
export const StaffMessage = ApiMessage.extend({
  status: z.enum(["received", "unread", "sent", "withheld", "failed"]),
  reason: z.string().optional(),
  delivery: z
    .strictObject({
      status: z.enum(["sent", "failed", "delivered", "read"]),
      at: z.iso.datetime(),
      fault: z.strictObject({ code: z.string(), message: z.string() }).optional(),
      pricing: z
        .strictObject({ billable: z.boolean(), category: z.string(), type: z.string().optional() })
        .optional()
        .describe("What the vendor charges for, in its words"),
    })
    .optional()
    .describe("How far it came, as the channel's vendor told"),
});

export const ListConversations = z.strictObject({ owner: z.enum(["waiting", "staff"]).default("waiting") });
export const ConversationList = z.strictObject({ conversations: z.array(StaffConversation) });
export const ReadTranscript = z.strictObject({ after: z.coerce.number<string>().int().min(0).default(0) });
export const ConversationDetail = z.strictObject({
  conversation: StaffConversation,
  messages: z.array(StaffMessage),
  cursor: z.int().describe("Send it as `after` to read on"),
});
export const StaffReply = z.strictObject({ text: z.string().min(1).max(4000) });

export const DeadLetters = z.strictObject({
  deadLetters: z.array(
    z.strictObject({
      id: z.string(),
      conversationId: z.string(),
      kind: z.enum(["message", "call"]),
      attempts: z.int(),
      error: z.string().nullable(),
      createdAt: z.string(),
      diedAt: z.string(),
    }),
  ),
});
export const Parked = z.strictObject({
  parked: z.array(
    z.strictObject({
      conversationId: z.string(),
      seq: z.int(),
      kind: z.string(),
      reason: z.string(),
      at: z.string(),
    }),
  ),
});

export const ListJobs = z.strictObject({
  state: z.enum(["waiting", "running", "dead"]).default("dead"),
});
export const Job = z.strictObject({
  key: z.string(),
  job: z.string(),
  state: z.enum(["waiting", "running", "dead"]),
  data: z.record(z.string(), z.unknown()),
  dueAt: z.iso.datetime().nullable(),
  failures: z.int().describe("Since it last succeeded"),
  lastError: z.string().nullable(),
  failedAt: z.iso.datetime().nullable(),
  repeats: z.strictObject({ cron: z.string(), timeZone: z.string() }).nullable(),
});
export const JobList = z.strictObject({ jobs: z.array(Job) });

export const UnclearList = z.strictObject({
  messages: z.array(
    UnclearMessage.pick({
      text: true,
      language: true,
      reason: true,
      intents: true,
      chosen: true,
      count: true,
      lastAt: true,
    }).extend({ id: z.string() }),
  ),
});
export const LabelMessage = z.strictObject({
  intent: z
    .string()
    .min(1)
    .max(100)
    .describe("Of the taxonomy or of the shop's own dialogs; `None`: out of scope"),
});

export const ListReturns = z.strictObject({ state: ReturnState.default("requested") });
/** What staff see of a return; the link of its label is the shopper's. */
export const StaffReturn = z.strictObject(Return.omit({ shopId: true, key: true, linkSecret: true }).shape);
export const ReturnList = z.strictObject({ returns: z.array(StaffReturn) });
export const DeclineReturn = z.strictObject({
  reason: z.string().trim().min(1).max(300).describe("Why, in words for the shopper"),
});

const share = z.number().min(0).max(1).nullable();
export const CodReportJson = z.strictObject({
  bands: z.array(
    z.strictObject({
      band: z.enum(codBands),
      orders: z.int(),
      confirmed: z.int(),
      refused: z.int().describe("By the shopper, before it left"),
      unanswered: z.int().describe("Cancelled for want of an answer"),
      delivered: z.int(),
      refusedAtDoor: z.int(),
      precision: share.describe("Of those that ended, the share that was not taken"),
    }),
  ),
  saved: z.int().describe("Parcels that were not sent in vain"),
  toCall: z.array(z.strictObject({ number: z.string(), risk: z.number() })),
});
const CodFigures = z.strictObject({ auc: share, brier: share });
export const CodTrained = z.strictObject({
  trained: z
    .strictObject({
      version: z.int(),
      outcomes: z.int().describe("Learned from"),
      before: CodFigures.describe("On the latest third: what was live"),
      after: CodFigures.describe("On the latest third: this, without having seen them"),
      live: z.boolean().describe("False: it is no better than what is live, which stays"),
    })
    .nullable(),
});
export const CodAnswer = z.strictObject({ answer: z.enum(["confirmed", "refused"]) });
export const CodAnswered = z.strictObject({ state: OrderState });

export const ImportCatalogue = z.strictObject({ format: z.enum(["csv", "json"]) });
export const Imported = z.strictObject({
  products: z.int(),
  variants: z.int(),
  retired: z.int(),
  kept: z.int(),
  problems: z.array(z.strictObject({ line: z.int(), message: z.string() })),
});

const Key = z.strictObject({ id: z.string(), name: z.string(), createdAt: z.iso.datetime() });
export const CreateKey = z.strictObject({ name: z.string().trim().min(1).max(100) });
export const CreatedKey = Key.extend({ key: z.string().describe("Shown once") });
export const KeyList = z.strictObject({ keys: z.array(Key) });
export const Done = z.strictObject({ status: z.literal("done") });

export const KeptOutcomes = z.strictObject({
  kept: z.int(),
  known: z.int().describe("Told before"),
  problems: z.array(z.strictObject({ line: z.int(), message: z.string() })),
});

export const PlanSequences = z.strictObject({
  days: z.coerce.number().int().min(1).max(365).default(10),
  after: z.string().max(400).optional().describe("`next` of the page before"),
});
export const SequencePlan = z.strictObject({
  shoppers: z.array(
    z.strictObject({
      contactId: z.string(),
      name: z.string().nullable(),
      planned: z.array(
        z.strictObject({
          at: z.iso.datetime(),
          sequence: SequenceKind,
          about: z.string().describe("A conversation, an order's number or a SKU"),
          step: z.int().describe("From 1 on"),
          outcome: z.enum(["send", "wait", "skip", "end"]),
          say: z.string().optional(),
          why: z.string().optional(),
          until: z.iso.datetime().optional(),
        }),
      ),
    }),
  ),
  next: z.string().nullable().describe("Null: there are no more"),
});
export const SequenceReport = z.strictObject({
  currency: z.string(),
  steps: z.array(
    z.strictObject({
      sequence: SequenceKind,
      step: z.int().describe("From 1 on"),
      say: z.string(),
      sent: z.int(),
      sales: z.int(),
      amountMinor: z.int(),
    }),
  ),
});
