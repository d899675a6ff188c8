import { consentKind, hasOptedIn } from "../models/consent.ts";
import type { Contact } from "../models/conversation.ts";
import { begunKind, type Outreach, withBegun } from "../models/outreach.ts";
import { zoneOfPhone } from "../models/phone-zone.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import type { Shop } from "../models/shop.ts";
import { changeRecord } from "./change-record.ts";

/** What the shop may begin with whom, and what it has begun: on all channels together. */
export interface OutreachBook {
  of(contact: Contact): Promise<Outreach>;
  /** Without what it has begun: for what it answers. */
  blank(contact: Contact): Outreach;
  /** A record proves that they asked for news. */
  hasOptedIn(contactId: string): Promise<boolean>;
  /** Counts one of marketing, before it is sent. */
  noteBegun(contactId: string): Promise<void>;
}

export function openOutreach(services: {
  records: OpenRecords;
  clock: Clock;
  shop: () => Pick<Shop, "outreach" | "timeZone">;
}): OutreachBook {
  const { records, clock, shop } = services;
  const begun = () => records(begunKind);
  const consents = () => records(consentKind);
  // Nobody is asked where they live: the shopper's clock is that of their number, or else the shop's.
  const zoneOf = ({ phone }: Contact): string => (phone && zoneOfPhone(phone)) || shop().timeZone;
  const blank = (contact: Contact): Outreach => ({
    ...shop().outreach,
    timeZone: zoneOf(contact),
    begunAt: [],
  });
  return {
    blank,
    async of(contact) {
      const known = await (await begun()).get(contact.id);
      return { ...blank(contact), begunAt: known?.doc.at ?? [] };
    },
    hasOptedIn: async (contactId) => hasOptedIn((await (await consents()).get(contactId))?.doc ?? null),
    noteBegun: async (contactId) =>
      changeRecord(await begun(), contactId, (kept) => ({
        doc: { id: contactId, at: withBegun(kept?.at ?? [], clock.now()) },
        value: undefined,
      })),
  };
}
