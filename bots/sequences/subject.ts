import { openLines } from "../../models/cart.ts";
import type { Contact, Conversation, Slots } from "../../models/conversation.ts";
import { isForgeable } from "../../models/identity.ts";
import type { Enrolment } from "../../models/sequence/enrolment.ts";
import type { SequenceServices } from "./services.ts";
import { mayHearOf, numbersOf } from "./whose.ts";

/** What an enrolment is about, as it is now. */
export interface Subject {
  /** Minor units of the shop's currency. */
  worthMinor: number;
  /** What the flow is told of it. */
  slots: Slots;
  mayHear(whose: { conversation: Conversation; contact: Contact }): boolean;
}

/** Null: there is nothing (more) to be said of it. */
export function subjectOf(enrolment: Enrolment, services: SequenceServices): Promise<Subject | null> {
  switch (enrolment.kind) {
    case "abandoned_cart":
      return enrolment.slots.shopCart === undefined
        ? cart(enrolment, services)
        : shopCart(String(enrolment.slots.shopCart), services);
    case "price_drop":
      return cheaper(enrolment, services);
    case "thanks":
      return order(enrolment, services, (state) => !undone.has(state));
    case "news":
    case "review":
      return order(enrolment, services, (state) => state === "delivered");
    case "win_back":
      return order(enrolment, services, () => true);
  }
}

const undone: ReadonlySet<string> = new Set(["cancelled", "refused", "returned"]);

async function cart(
  { subject, conversationId }: Enrolment,
  { commerce }: SequenceServices,
): Promise<Subject | null> {
  const lines = openLines(await commerce.carts.getCart(subject));
  const prices = await Promise.all(
    lines.map(async ({ productId, sku, quantity }) => {
      const hit = await commerce.inventory.getProduct(productId);
      const variant = hit?.variants.find((each) => each.sku === sku);
      return variant ? variant.price.amountMinor * quantity : 0;
    }),
  );
  const worthMinor = prices.reduce((sum, price) => sum + price, 0);
  // Each conversation has a cart of its own.
  return worthMinor === 0
    ? null
    : { worthMinor, slots: {}, mayHear: ({ conversation }) => conversation.id === conversationId };
}

/** On the shop's page. Of articles that the catalogue does not have nothing could be said. */
async function shopCart(id: string, services: SequenceServices): Promise<Subject | null> {
  const { carts, inventory } = services.commerce;
  const found = await carts.getShopCart(id);
  const hits = await Promise.all((found?.lines ?? []).map(({ sku }) => inventory.getVariant(sku)));
  if (!found || hits.every((hit) => hit === null)) return null;
  const numbers = await numbersOf(found, services);
  return {
    worthMinor: found.total.amountMinor,
    slots: { shopCart: id },
    mayHear: ({ conversation, contact }) =>
      contact.phone !== undefined && numbers.includes(contact.phone) && !isForgeable(conversation.channel),
  };
}

/** Worth what it costs now; of what is not cheaper, or not to be had, nothing is said. */
async function cheaper(
  { slots, subject: sku, conversationId }: Enrolment,
  { commerce }: SequenceServices,
): Promise<Subject | null> {
  const hit = await commerce.inventory.getProduct(String(slots.product));
  const variant = hit?.variants.find((each) => each.sku === sku);
  if (!variant || variant.available === 0 || variant.price.amountMinor >= Number(slots.beforeMinor))
    return null;
  return {
    worthMinor: variant.price.amountMinor,
    slots: { ...slots, sku },
    mayHear: ({ conversation }) => conversation.id === conversationId,
  };
}

async function order(
  { subject }: Enrolment,
  { commerce }: SequenceServices,
  isTrue: (state: string) => boolean,
): Promise<Subject | null> {
  const found = await commerce.orders.getOrder(subject);
  if (!found || !isTrue(found.state)) return null;
  const customer = await commerce.customers.getCustomer(found.customerId);
  return {
    worthMinor: found.total.amountMinor,
    slots: { order: found.number },
    mayHear: (whose) => mayHearOf(found, customer, whose),
  };
}
