import type { CodCase } from "../../models/cod/case.ts";
import { factsOf } from "../../models/cod/facts-of.ts";
import { bandOf } from "../../models/cod/risk.ts";
import type { Order } from "../../models/commerce.ts";
import { phoneIdentity } from "../../models/identity.ts";
import { phoneKind } from "./phone-kind.ts";
import type { CodServices } from "./services.ts";

/** More of a shopper's orders say nothing new. */
const mostOrders = 20;

/**
 * An order was placed, by whatever placed it: one that is paid at the door gets its score, and by its band nothing, a question
 * in its shopper's conversation, or people. Done again, nothing more happens.
 */
export async function codPlaced(order: Order, services: CodServices): Promise<void> {
  if (order.payment !== "cod") return;
  const { number, band, conversationId, placedAt, facts } =
    (await services.cases.get(order.number)) ?? (await services.cases.keep(await scored(order, services)));
  if (band === "pass" || conversationId === null) return;
  const { ask, again, last, end } = services.sequences().cod;
  const at = Date.parse(placedAt) + ask;
  if (band === "call") {
    const isCallable = facts.phone !== "invalid";
    if (!isCallable) await services.plan(number, "number", new Date(at));
    return services.plan(number, "call", new Date(isCallable ? at : at + again));
  }
  await services.plan(number, "ask", new Date(at));
  await services.plan(number, "ask_again", new Date(at + again));
  await services.plan(number, "ask_last", new Date(at + last));
  await services.plan(number, "close", new Date(at + end));
}

async function scored(order: Order, services: CodServices): Promise<CodCase> {
  const { shop, commerce, conversations, scores } = services;
  const customer = await commerce.customers.getCustomer(order.customerId);
  const phone = order.address.phone ?? customer?.phone;
  const conversationId =
    order.conversationId ??
    (phone === undefined ? null : await conversations.find(order.shopId, phoneIdentity(phone)));
  const known = conversationId === null ? null : await conversations.get(conversationId);
  const facts = factsOf(order, {
    others: await othersOf(order, phone, services),
    shop: shop(),
    phone: phoneKind(phone, shop().country),
    verified: phone !== undefined && known?.contact.phone === phone,
  });
  const { risk, reasons, weightsVersion } = await scores.score(facts);
  return {
    shopId: order.shopId,
    number: order.number,
    conversationId: known && conversationId,
    placedAt: order.placedAt,
    facts,
    risk,
    reasons,
    band: bandOf(risk, shop().cod),
    weightsVersion,
    askedAt: null,
    answer: null,
    unanswered: null,
    outcome: null,
    courier: [],
  };
}

/** Of the customer, and of whoever else the shop knows by that number. */
async function othersOf(
  { customerId }: Order,
  phone: string | undefined,
  { commerce }: CodServices,
): Promise<Order[]> {
  const same = phone === undefined ? [] : await commerce.customers.findCustomers({ phone });
  const ids = new Set([customerId, ...same.map(({ id }) => id)]);
  return (await Promise.all([...ids].map((id) => commerce.orders.findOrders(id, mostOrders)))).flat();
}
