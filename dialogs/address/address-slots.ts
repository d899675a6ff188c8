import type { Address } from "../../models/commerce.ts";
import type { Understanding } from "../../models/ports/recogniser.ts";
import type { Scene, Slot } from "../engine/flow.ts";
import { isBareYesOrNo } from "../engine/yes-no.ts";
import { addressIn } from "./address-parts.ts";
import { nameIn } from "./name-in.ts";
import { parsePhone } from "./phone.ts";

/** The values of any flow that asks where something goes. */
export interface AskedAddress {
  /** Of the last order; null when there is none, or it is not known whose it is. */
  last: Address | null;
  /** "The same as last time". */
  same: boolean;
  /** A key. */
  city: string;
  /** As written, or a `geo:` address where a location was shared. */
  street: string;
  landmark: string;
  name: string;
  phone: string;
  /** Whole, once the steps are through. */
  address: Address;
}

/** They know none. */
export const noLandmark = "-";

function streetIn(text: string, { entities }: Understanding): string | null {
  const rest = entities
    .filter(({ type }) => type === "city" || type === "phone")
    .toSorted((a, b) => b.start - a.start)
    .reduce((some, { start, end }) => some.slice(0, start) + some.slice(end), text);
  return addressIn(rest);
}

const mostChars = 200;

function streetOf(text: string): string | null {
  const street = text.trim().slice(0, mostChars);
  return /\p{L}.*\p{L}.*\p{L}/su.test(street) && !isBareYesOrNo(street) ? street : null;
}

const nothing = /^(?:-|non|no|nope|none|rien|aucun|pas|sans|لا|ماكاين|ما كاين|بدون|la|walo|makayn|mak?ach)/iu;

function landmarkOf(text: string): string | null {
  if (nothing.test(text.trim())) return noLandmark;
  return isBareYesOrNo(text) ? null : text.trim().slice(0, mostChars);
}

function nameOf(text: string): string | null {
  const name = text.trim().slice(0, 80);
  return /\p{L}{2}/u.test(name) && !/\d/.test(name) && !isBareYesOrNo(name) ? name : null;
}

/** A place may begin an address as well. */
function nameHeard(text: string, { entities }: Understanding): string | null {
  const name = nameIn(text);
  return name !== null && !entities.some(({ type, start }) => type === "city" && start < name.length)
    ? name
    : null;
}

/** Digits that are no number we know are kept, to be told that they are none. */
export const phoneOf = (text: string, { shop }: Pick<Scene<unknown>, "shop">): string | null =>
  parsePhone(text, shop.country) ?? /[+\d٠-٩][\d٠-٩\s.()-]{3,20}[\d٠-٩]/u.exec(text)?.[0] ?? null;

type Slots = { [K in Exclude<keyof AskedAddress, "last" | "address">]: Slot<AskedAddress> };

/** For a flow's own `slots`. */
export const addressSlots: Slots = {
  same: { confirms: true },
  city: {
    entity: "city",
    free: true,
    names: true,
    parse: (text) => (/\p{L}{2}/u.test(text) && !isBareYesOrNo(text) ? text.trim() : null),
  },
  street: { hears: streetIn, parse: streetOf, free: true, place: true, names: true },
  landmark: { parse: landmarkOf, free: true, names: true },
  name: { hears: nameHeard, parse: nameOf, free: true, names: true },
  phone: { entity: "phone", parse: phoneOf, phone: true },
};
