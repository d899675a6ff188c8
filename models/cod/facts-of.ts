import type { Order } from "../commerce.ts";
import { deliveryZone } from "../delivery-zone.ts";
import type { Shop } from "../shop.ts";
import { localTime } from "../time-zone.ts";
import { addressGap } from "./address-gap.ts";
import type { CodFacts } from "./facts.ts";

export interface AboutOrder {
  /** Of the same customer or phone number, this one may be among them. */
  others: readonly Order[];
  shop: Pick<Shop, "timeZone" | "delivery" | "country">;
  phone: CodFacts["phone"];
  verified: boolean;
}

const repeatedWithinMs = 48 * 3_600_000;

/** What tells whether an order will be taken, when it is placed. */
export function factsOf(order: Order, { others, shop, phone, verified }: AboutOrder): CodFacts {
  const earlier = others.filter(
    ({ number, placedAt }) => number !== order.number && placedAt <= order.placedAt,
  );
  const toCome = earlier.filter(({ state }) => comes.has(state));
  const taken = earlier.filter(({ state }) => state === "delivered" || state === "returned");
  const paid = taken.filter(({ payment }) => payment === "cod").map(({ total }) => total.amountMinor);
  const city = cityOf(order);
  const time = localTime(new Date(order.placedAt), shop.timeZone);
  return {
    delivered: taken.length,
    refused: earlier.filter(({ state }) => state === "refused").length,
    repeated: toCome.some((other) => isNear(other, order) && sharesArticle(other, order)),
    conflicting: toCome.some((other) => cityOf(other) !== city || nameOf(other) !== nameOf(order)),
    addressGap: addressGap(order.address),
    city,
    remote: deliveryZone(city, shop)?.cities.length === 0,
    totalMinor: order.total.amountMinor,
    usualMinor: paid.length === 0 ? null : Math.max(1, Math.round(sum(paid) / paid.length)),
    atNight: time >= "23:00" || time < "06:00",
    phone,
    verified,
    silentHours: null,
  };
}

const comes: ReadonlySet<Order["state"]> = new Set(["placed", "confirmed", "preparing", "shipped"]);

const isNear = (other: Order, order: Order): boolean =>
  Date.parse(order.placedAt) - Date.parse(other.placedAt) <= repeatedWithinMs;

const sharesArticle = (other: Order, { lines }: Order): boolean =>
  other.lines.some(({ sku }) => lines.some((line) => line.sku === sku));

const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");

/** Shops that have no keys write names: "Fès" is `fes`. */
const cityOf = ({ address }: Order): string => folded(address.city);
const nameOf = ({ address }: Order): string => folded(address.name.trim());
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
