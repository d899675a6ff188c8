import type { Customer, Order } from "../../models/commerce.ts";
import type { Contact, Conversation } from "../../models/conversation.ts";
import { isForgeable, phoneIdentity } from "../../models/identity.ts";
import { provenBy } from "../../models/proof.ts";
import type { ShopCart } from "../../models/shop-cart.ts";
import type { SequenceServices } from "./services.ts";

/** The conversation in which an order was placed, or else one from the number of its customer; null: we know none. */
export async function conversationOf(
  { conversationId, customerId }: Order,
  { shopId, store, commerce }: SequenceServices,
): Promise<string | null> {
  if (conversationId !== undefined) return conversationId;
  const customer = await commerce.customers.getCustomer(customerId);
  return customer?.phone === undefined ? null : store.find(shopId, phoneIdentity(customer.phone));
}

/** Whether it may be spoken of there: where it was placed, and wherever its customer surely reads. */
export const mayHearOf = (
  order: Order,
  customer: Customer | null,
  { conversation, contact }: { conversation: Conversation; contact: Contact },
): boolean =>
  order.conversationId === conversation.id ||
  (contact.phone !== undefined &&
    !isForgeable(conversation.channel) &&
    provenBy(contact.phone, order, customer)?.customerId !== undefined);

/** By which the owner of a cart may be known: its own number, or those of the customers with its e-mail. */
export async function numbersOf(
  { contact: { phone, email } }: ShopCart,
  { commerce }: SequenceServices,
): Promise<string[]> {
  const customers = email === undefined ? [] : await commerce.customers.findCustomers({ email });
  return [phone, ...customers.map((customer) => customer.phone)].filter((one) => one !== undefined);
}

/** The conversation of whoever writes from the number of a cart's owner; null: we know none. */
export async function conversationOfCart(cart: ShopCart, services: SequenceServices): Promise<string | null> {
  for (const phone of await numbersOf(cart, services)) {
    const found = await services.store.find(services.shopId, phoneIdentity(phone));
    if (found !== null) return found;
  }
  return null;
}
