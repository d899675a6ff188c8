import { inShop, orderKind, stockKind } from "../../models/commerce.ts";
import { exchangeHold, type Return, returnKind } from "../../models/return.ts";
import type { Stage } from "./play.ts";
import type { Step } from "./script.ts";

const mostReturns = 500;

/** Does what staff do about a return. @returns what puts its order and the stock back as they were */
export async function moveReturn(
  { commerce, core, clock, records, shopId }: Stage,
  { number, state, reason }: Extract<Step, { kind: "return" }>,
): Promise<() => Promise<void>> {
  const [orders, stocks] = await Promise.all([records(orderKind), records(stockKind)]);
  const one = await commerce.returns.getReturn(number);
  const order = one && (await orders.get(inShop(shopId, one.orderNumber)));
  const before = await stocks.getMany(one ? skusOf(one).map((sku) => inShop(shopId, sku)) : []);
  await core.returnDesk.move(number, { state, ...(reason !== undefined && { reason }) });
  await core.scheduler.runDue(clock.now());
  await core.worker.poll();
  return async () => {
    await stocks.replace(before);
    if (order) await orders.replace([order.doc]);
  };
}

const skusOf = ({ lines, instead }: Return): string[] => [
  ...lines.map(({ sku }) => sku),
  ...(instead ? [instead.sku] : []),
];

/** Those who play after it may send the same back. */
export async function forgetReturns({ commerce, records }: Stage, conversationId: string): Promise<void> {
  const kept = await records(returnKind);
  const all = await kept.page(null, mostReturns);
  for (const one of all.filter((each) => each.conversationId === conversationId)) {
    if (one.instead) await commerce.inventory.cancelReservation(exchangeHold(one), one.instead.sku);
    await kept.remove(returnKind.id(one));
  }
}
