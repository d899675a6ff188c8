import { fromActivity } from "../models/activity.ts";
import type { Contact, Conversation, MessageEffect } from "../models/conversation.ts";
import { gate, type Verdict } from "../models/gate.ts";
import { begunKind, withBegun } from "../models/outreach.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import type { Shop } from "../models/shop.ts";
import { type Templates, templateAt } from "../models/templates.ts";
import { changeRecord } from "./change-record.ts";

/** The name under which a conversation's channel is found. */
export const accountOf = ({ channel, account }: Pick<Conversation, "channel" | "account">): string =>
  `${channel}:${account}`;

interface Whose {
  conversation: Conversation;
  contact: Contact;
}

/** Asks the gate, with all that it looks at. */
export interface Outgoing {
  verdict(message: MessageEffect, whose: Whose, channel: Channel): Promise<Verdict>;
  /** The same of what answers a shopper, without asking anybody: whether it may go out as it is. */
  isFree(messages: readonly MessageEffect[], whose: Whose, channel: Channel): boolean;
  /** The message as the gate allows it, in the vendor's own names. */
  formed(message: MessageEffect, as: Form, channel: Channel): MessageEffect["activity"];
  hasTemplate(message: MessageEffect, channel: Channel): boolean;
  /** Counts one that the shop began, before it is sent. */
  noteBegun(contactId: string): Promise<void>;
}

export type Form = Extract<Verdict, { verdict: "send" }>["as"];

export function createOutgoing(services: {
  records: OpenRecords;
  clock: Clock;
  shop: () => Pick<Shop, "outreach" | "timeZone">;
  templates: () => Templates;
}): Outgoing {
  const { clock, shop, templates } = services;
  const begun = () => services.records(begunKind);
  const outreachWith = (begunAt: readonly string[]) => {
    const { outreach, timeZone } = shop();
    return { ...outreach, timeZone, begunAt };
  };
  const templateOf = ({ activity }: MessageEffect, channel: Channel) => {
    const { template } = fromActivity(activity);
    return template ? templateAt(template, channel.name, templates()) : null;
  };
  const ask = (message: MessageEffect, whose: Whose, channel: Channel, begunAt: readonly string[]) =>
    gate(
      {
        message,
        hasTemplate: templateOf(message, channel) !== null,
        ...whose,
        way: channel,
        outreach: outreachWith(begunAt),
      },
      clock.now(),
    );

  return {
    async verdict(message, whose, channel) {
      const known = message.terms?.unasked && (await (await begun()).get(whose.contact.id));
      return ask(message, whose, channel, known?.doc.at ?? []);
    },
    isFree: (messages, whose, channel) =>
      messages.every((message) => {
        if (message.terms) return false;
        const verdict = ask(message, whose, channel, []);
        return verdict.verdict === "send" && verdict.as === "words";
      }),
    formed(message, as, channel) {
      const { channelData, ...activity } = message.activity;
      const { template: _, ...data } = (channelData ?? {}) as Record<string, unknown>;
      const template = as === "template" ? templateOf(message, channel) : null;
      const more = { ...data, ...(template && { template }), ...(as === "byPerson" && { humanAgent: true }) };
      return { ...activity, ...(Object.keys(more).length > 0 && { channelData: more }) };
    },
    hasTemplate: (message, channel) => templateOf(message, channel) !== null,
    noteBegun: async (contactId) =>
      changeRecord(await begun(), contactId, (kept) => ({
        doc: { id: contactId, at: withBegun(kept?.at ?? [], clock.now()) },
        value: undefined,
      })),
  };
}
