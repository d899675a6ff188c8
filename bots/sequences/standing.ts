import { inShop } from "../../models/commerce.ts";
import type { Contact, Conversation } from "../../models/conversation.ts";
import type { Outreach } from "../../models/outreach.ts";
import type { Standing } from "../../models/sequence/decide.ts";
import type { Enrolment } from "../../models/sequence/enrolment.ts";
import type { SequenceServices } from "./services.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** Whom the shop writes to, with what it may write. */
export interface Shopper {
  contact: Contact;
  conversations: Conversation[];
  optedIn: boolean;
  outreach: Outreach;
}

/**
 * Null: they are not known any more.
 * @param known all of their enrolments, where somebody has them already
 */
export async function shopperOf(
  enrolment: Enrolment,
  services: SequenceServices,
  known?: readonly Enrolment[],
): Promise<Shopper | null> {
  const { outreach } = services;
  const all = await conversationsOf(enrolment, services);
  const contact = all[0]?.contact;
  if (!contact) return null;
  const [book, optedIn, own] = await Promise.all([
    outreach.of(contact),
    outreach.hasOptedIn(contact.id),
    known ?? services.enrolments.find("contact", inShop(contact.shopId, contact.id)),
  ]);
  return {
    contact,
    conversations: all.map(({ conversation }) => conversation),
    optedIn,
    outreach: { ...book, begunAt: withUnderWay(book.begunAt, own) },
  };
}

/** A contact may have become another's, by a conversation that was linked. */
async function conversationsOf({ contactId, conversationId }: Enrolment, { store }: SequenceServices) {
  const all = await store.ofContact(contactId);
  if (all.some(({ conversation }) => conversation.id === conversationId)) return all;
  const found = await store.get(conversationId);
  return found ? store.ofContact(found.contact.id) : [];
}

/** What was decided a moment ago is counted only once it goes out: it counts here already. */
function withUnderWay(counted: readonly string[], own: readonly Enrolment[]): string[] {
  const newest = counted.at(-1) ?? "";
  const underWay = own.flatMap(({ touches }) =>
    touches.filter(({ at, purpose }) => purpose === "marketing" && at > newest).map(({ at }) => at),
  );
  return [...counted, ...underWay.toSorted()];
}

/** All that a step's decision looks at, read when it is due. */
export interface Situation {
  standing: Standing;
  /** Null: there is nothing to be said. */
  subject: Subject | null;
  /** Where it would be said. */
  conversationId: string;
}

export async function situationOf(
  enrolment: Enrolment,
  { contact, conversations, optedIn, outreach }: Shopper,
  services: SequenceServices,
): Promise<Situation> {
  const subject = await subjectOf(enrolment, services);
  const first = conversations.find(({ id }) => id === enrolment.conversationId);
  const heard = conversations.flatMap(({ reach }) => reach.heardAt ?? []);
  const channels = services.sequences()[enrolment.kind]?.channels ?? [];
  const there = conversations.filter((conversation) => subject?.mayHear({ conversation, contact }) ?? false);
  return {
    standing: {
      wantsMessages: contact.wantsMessages,
      optedIn,
      isBots: conversations.every(({ owner }) => owner === "bot"),
      epoch: first?.epoch ?? enrolment.epoch,
      heardAt: heard.toSorted().at(-1) ?? null,
      // What may be said nowhere is as if there were nothing to say.
      worthMinor: there.length > 0 ? subject!.worthMinor : null,
      outreach,
    },
    subject,
    conversationId: best(there, channels, enrolment.conversationId),
  };
}

/** The channel that the shop prefers and on which they can be reached; else where it began. */
const best = (there: Conversation[], channels: readonly string[], first: string): string =>
  (
    channels
      .flatMap((channel) => there.filter((one) => one.channel === channel && one.reach.goneAt === null))
      .at(0) ??
    there.find(({ id }) => id === first) ??
    there[0]
  )?.id ?? first;
