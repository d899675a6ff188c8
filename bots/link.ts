import { createHash } from "node:crypto";
import { z } from "zod";
import { inShop } from "../models/commerce.ts";
import type { Conversation } from "../models/conversation.ts";
import type { EventOf } from "../models/events.ts";
import { phoneIdentity } from "../models/identity.ts";
import type { Language } from "../models/language.ts";
import { type CodeAsked, type CodeTried, linkCodeKind, linkCodeLifeMs, tried } from "../models/link-code.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { Store } from "../models/ports/store.ts";
import type { Actions } from "./actions.ts";
import { changeRecord } from "./change-record.ts";
import type { Inbox } from "./http/services.ts";
import { accountOf } from "./outgoing.ts";
import { networkNames, openTries } from "./tries.ts";

/** E.164, or an e-mail. */
const Address = z.union([z.e164(), z.email().toLowerCase()]);
const Asked = z.object({ conversationId: z.string(), address: Address });
const Typed = Asked.extend({ code: z.string() });

export interface LinkServices {
  shopId: string;
  store: Pick<Store, "conversations" | "records">;
  /** By `<channel>:<account>`. */
  channels: ReadonlyMap<string, Channel>;
  clock: Clock;
  /** From 0 up to 1, and not to be foreseen. */
  random: () => number;
  receive: Inbox["receive"];
}

/**
 * Shows that two conversations are one person's: a code is sent into the other one, and typed in this one. The address is
 * kept nowhere; who asks is never told whether anybody writes from it.
 */
export async function linkActions(services: LinkServices): Promise<Actions> {
  const { shopId, store, clock, random, receive } = services;
  const { conversations } = store;
  const codes = await store.records(linkCodeKind);
  const tries = await openTries(shopId, store.records, clock);

  const tell = (conversationId: string, key: string, flow: string, slots: EventOf<"start">["slots"]) =>
    receive(conversationId, [
      { kind: "start", key, at: clock.now().toISOString(), flow, slots, purpose: "asked" },
    ]);

  return {
    "link.ask": async (args): Promise<CodeAsked> => {
      const { conversationId, address } = Asked.parse(args);
      const asking = (await conversations.get(conversationId))!;
      const counted = [
        `code-from:${conversationId}`,
        `code-to:${hashOf(shopId, address)}`,
        ...networkNames("code-network", asking.conversation.reference),
      ];
      if ((await tries.areLocked(counted)) || (await tries.count(counted))) return "too_many";
      const other = await reachedAt(address, asking.contact.language, services);
      if (other?.contactId === asking.conversation.contactId) return "already";
      const code = String(Math.floor(random() * 1_000_000)).padStart(6, "0");
      const until = new Date(clock.now().getTime() + linkCodeLifeMs).toISOString();
      const id = inShop(shopId, conversationId);
      const hash = hashOf(conversationId, address, until, code);
      const doc = { id, target: other?.id ?? null, hash, until, tries: 0, usedBy: null };
      await changeRecord(codes, id, () => ({ doc, value: undefined }));
      // Whoever died here sends another one, and that one counts.
      if (other) await tell(other.id, `code:${hash}`, "contact.code", { code, until });
      return "sent";
    },

    "link.try": async (args, key): Promise<CodeTried> => {
      const { conversationId, address, code: typed } = Typed.parse(args);
      const found = await changeRecord(codes, inShop(shopId, conversationId), (kept) => {
        if (!kept) return { value: null };
        const hash = hashOf(conversationId, address, kept.until, typed);
        const { code, outcome } = tried(kept, { hash, by: key }, clock.now());
        return { doc: code, value: { code, outcome } };
      });
      if (found?.outcome !== "right") return found?.outcome ?? "over";
      const { target, hash } = found.code;
      await conversations.join(target!, conversationId);
      const from = (await conversations.get(conversationId))!.conversation.channel;
      await tell(target!, `joined:${hash}`, "contact.joined", { from });
      return "right";
    },
  };
}

/**
 * The conversation in which an address is written to; the shop may begin one, in the language of who asks. Null: it has
 * no way there.
 */
async function reachedAt(
  address: string,
  language: Language | null,
  { shopId, store: { conversations }, channels, clock }: LinkServices,
): Promise<Conversation | null> {
  const openings = [...channels.values()].flatMap((channel) => channel.openingTo?.(address) ?? []);
  const identities = [
    ...(address.startsWith("+") ? [phoneIdentity(address)] : []),
    ...openings.flatMap((opening) => opening.identities),
  ];
  const known = await Promise.all(identities.map((identity) => conversations.find(shopId, identity)));
  const [first] = openings;
  const begin = async () =>
    first && (await conversations.open({ ...first, language, shopId, at: clock.now() })).conversationId;
  const id = known.find((one) => one !== null) ?? (await begin());
  const own = id === undefined ? null : await conversations.get(id);
  const all = own ? [own, ...(await conversations.ofContact(own.contact.id))] : [];
  const isReached = (conversation: Conversation): boolean =>
    channels.get(accountOf(conversation))?.readsTranscript === false;
  return all.map(({ conversation }) => conversation).find(isReached) ?? null;
}

const hashOf = (...parts: string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");
