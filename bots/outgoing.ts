import { fromActivity } from "../models/activity.ts";
import type { Contact, Conversation, MessageEffect } from "../models/conversation.ts";
import { gate, type Verdict } from "../models/gate.ts";
import type { Outreach } from "../models/outreach.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import { type Templates, templateAt } from "../models/templates.ts";
import type { OutreachBook } from "./outreach.ts";

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
  outreach: OutreachBook;
  clock: Clock;
  templates: () => Templates;
}): Outgoing {
  const { clock, outreach, templates } = services;
  const templateOf = ({ activity }: MessageEffect, channel: Channel) => {
    const { template } = fromActivity(activity);
    return template ? templateAt(template, channel.name, templates()) : null;
  };
  const ask = (
    message: MessageEffect,
    whose: Whose,
    channel: Channel,
    allowed: { outreach: Outreach; optedIn: boolean },
  ) =>
    gate(
      {
        message,
        hasTemplate: templateOf(message, channel) !== null,
        ...whose,
        way: channel,
        ...allowed,
      },
      clock.now(),
    );

  return {
    async verdict(message, whose, channel) {
      const { contact } = whose;
      const unasked = message.terms?.unasked;
      return ask(message, whose, channel, {
        outreach: unasked ? await outreach.of(contact) : outreach.blank(contact),
        optedIn: unasked?.purpose === "marketing" && (await outreach.hasOptedIn(contact.id)),
      });
    },
    isFree: (messages, whose, channel) =>
      messages.every((message) => {
        if (message.terms) return false;
        const allowed = { outreach: outreach.blank(whose.contact), optedIn: false };
        const verdict = ask(message, whose, channel, allowed);
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
    noteBegun: outreach.noteBegun,
  };
}
