import { expect, test } from "@jest/globals";
import { returnActions } from "../../bots/returns.ts";
import { embeddedCommerce } from "../../commerce/embedded/index.ts";
import { orderKind, stockKind } from "../../models/commerce.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import type { OpenRecords, Records } from "../../models/ports/records.ts";
import { returnKind } from "../../models/return.ts";
import { ReturnPolicy } from "../../models/return-policy.ts";
import { orders, shopId, stock } from "../contracts/commerce-fixture.ts";
import { fakeRecords } from "../fakes/records.ts";

class Death extends Error {}

/** Records that die once, before or after their nth write from now on. */
function mortal(records: OpenRecords) {
  let left = Number.POSITIVE_INFINITY;
  let isAfter = false;
  const open: OpenRecords = async (kind) => {
    const kept = await records(kind);
    const save: Records<never>["save"] = async (doc, expected) => {
      left--;
      const dies = left === 0;
      if (dies && !isAfter) throw new Death();
      await kept.save(doc, expected);
      if (dies) throw new Death();
    };
    return { ...kept, save: save as typeof kept.save };
  };
  return {
    open,
    dieAt(write: number, after: boolean) {
      left = write;
      isAfter = after;
    },
    /** Whether it has. */
    died: () => left <= 0,
  };
}

type Deed = (
  commerce: Commerce,
  act: (name: string, args: object, key: string) => Promise<unknown>,
  setNow: (iso: string) => void,
) => unknown;

const line = { sku: "robe-lina-red-38", quantity: 1 };
const wanted = { orderNumber: "10040", conversationId: "chat", lines: [line], reason: "color", photos: [] };
const instead = {
  ...line,
  sku: "robe-lina-blue-38",
  title: { fr: "Robe Lina" },
  unitPrice: { amountMinor: 34_900, currency: "MAD" },
};
const soldOut = { ...instead, sku: "robe-lina-red-40" };
const move =
  (state: "received" | "exchanged" | "refunded"): Deed =>
  ({ returns }) =>
    returns.moveReturn("R10040-1", { state, by: "staff" });
const exchange: Deed = (_, act) => act("return.exchange", { ...wanted, instead }, "k");

/** What becomes of an order in a few deeds, each done again by whoever finds it cut off. */
async function story(deeds: Deed[], death?: { write: number; after: boolean }) {
  const records = fakeRecords();
  const delivered = { ...orders[0]!, state: "delivered" as const, paid: true };
  await (await records(orderKind)).replace([delivered]);
  await (await records(stockKind)).replace(stock);
  const { open, dieAt, died } = mortal(records);
  let now = "2026-11-20T10:00:00Z";
  const setNow = (iso: string) => {
    now = iso;
  };
  const commerce = await embeddedCommerce({
    shopId,
    records: open,
    search: Promise.reject(new Error("nobody searches here")).catch(() => null as never),
    clock: { now: () => new Date(now) },
    payments: { linkFor: async () => "" },
    labelOf: async () => Buffer.of(),
  });
  const actions = returnActions({
    returns: commerce.returns,
    shop: () => ({ returns: ReturnPolicy.parse({}) }),
  });
  if (death) dieAt(death.write, death.after);
  for (const deed of deeds) {
    const once = async () => deed(commerce, (name, args, key) => actions[name]!({ ...args }, key), setNow);
    const isDead = (error: unknown): boolean => error instanceof Death;
    // A business no is an outcome like any other.
    const first = await once().catch((error: unknown) => error);
    if (isDead(first)) await once().catch(() => {});
  }
  const kept = await Promise.all([
    (await records(orderKind)).page(null, 10),
    (await records(stockKind)).page(null, 50),
    (await records(returnKind)).page(null, 10),
  ]);
  const state = JSON.stringify(kept, (name, value) => (name === "linkSecret" ? "a secret" : value));
  return { state, died: died() };
}

test.each<[string, Deed[]]>([
  ["an exchange to its end", [exchange, move("received"), move("exchanged")]],
  ["an exchange that ends with the money", [exchange, move("received"), move("refunded")]],
  [
    "an exchange that is kept after all",
    [exchange, (_, act) => act("return.cancel", { number: "R10040-1" }, "c")],
  ],
  [
    "an exchange of which nothing comes",
    [
      exchange,
      ({ orders }, _, setNow) => {
        setNow("2026-12-05T10:00:00Z");
        return orders.undoLeft();
      },
    ],
  ],
  [
    "an exchange of which there is none, then a return",
    [
      (_, act) => act("return.exchange", { ...wanted, instead: soldOut }, "k"),
      (_, act) => act("return.create", wanted, "l"),
    ],
  ],
  [
    "a return of the whole order",
    [(_, act) => act("return.create", wanted, "k"), move("received"), move("refunded")],
  ],
  [
    "an exchange for another",
    [
      exchange,
      (_, act) => act("return.undo", { orderNumber: "10040", key: "k" }, "k:undo"),
      (_, act) => act("return.exchange", { ...wanted, instead }, "k~1"),
    ],
  ],
])("%s is the same after a death at any of its writes", async (_, deeds) => {
  const { state } = await story(deeds);
  let deaths = 0;
  for (const after of [false, true])
    for (let write = 1; ; write++) {
      const again = await story(deeds, { write, after });
      if (!again.died) break;
      deaths++;
      expect(again.state).toBe(state);
    }
  expect(deaths).toBeGreaterThan(8);
});
