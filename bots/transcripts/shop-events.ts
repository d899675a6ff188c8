import { inShop, orderKind, stockKind } from "../../models/commerce.ts";
import { shopCartKind } from "../../models/shop-cart.ts";
import { ShopEvent } from "../../models/shop-events.ts";
import type { Stage } from "./play.ts";

/** Has the shop's own system tell something. @returns what puts its order, its cart and the stock back as they were */
export async function tellEvent(
  { core, clock, records, shopId }: Stage,
  json: string,
): Promise<() => Promise<void>> {
  const event = ShopEvent.parse({
    id: `event-${Math.random()}`,
    at: clock.now().toISOString(),
    ...(JSON.parse(json) as object),
  });
  const [orders, stocks] = await Promise.all([records(orderKind), records(stockKind)]);
  const orderId = "number" in event ? inShop(shopId, event.number) : null;
  const order = orderId === null ? null : ((await orders.get(orderId))?.doc ?? null);
  const skus = [...(order?.lines ?? []), ...(("order" in event && event.order?.lines) || [])].map(
    ({ sku }) => sku,
  );
  const counted = "sku" in event ? [event.sku] : [];
  const stock = await stocks.getMany([...skus, ...counted].map((sku) => inShop(shopId, sku)));
  const carts = await records(shopCartKind);
  const { refused } = await core.shopEvents.take(event);
  if (refused.length > 0) throw new Error(`the event was refused: ${JSON.stringify(refused)}`);
  await core.scheduler.runDue(clock.now());
  await core.worker.poll();
  return async () => {
    await stocks.replace(stock);
    if ("cart" in event) await carts.remove(inShop(shopId, event.cart.id));
    if (order) await orders.replace([order]);
    else if (orderId !== null) await orders.remove(orderId);
  };
}
