import type { Customer, Order } from "../../models/commerce.ts";
import type { Contact, Conversation } from "../../models/conversation.ts";
import { isForgeable, phoneIdentity } from "../../models/identity.ts";
import { provenBy } from "../../models/proof.ts";
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
