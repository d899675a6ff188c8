import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { proofActions } from "../../bots/proof.ts";
import { openingTime } from "../../bots/transcripts/stage.ts";
import type { Customer, Order } from "../../models/commerce.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import type { Store } from "../../models/ports/store.ts";
import { temporaryDataDir } from "../models/data-dir.ts";

const { dataDir, remove } = temporaryDataDir();
let store: Store;
beforeAll(async () => {
  store = await openEmbeddedStore({ dataDir });
});
afterAll(async () => {
  await store.close();
  remove();
});

const buyer = { id: "c1", phone: "+212661234567", email: "buyer@shop.example" } as Customer;
const order = (number: string) =>
  ({ number, customerId: buyer.id, address: { phone: "0677889900" } }) as Order;
const numbers = ["10001", "10002", "10003"];

/** The action, for orders of one buyer that are sent to a friend. */
async function proofCheck(shopId: string) {
  const orders = { getOrder: async (number: string) => (numbers.includes(number) ? order(number) : null) };
  const customers = { getCustomer: async () => buyer };
  const shop = { orders, customers } as unknown as Parameters<typeof proofActions>[1];
  const { "proof.check": check } = await proofActions(shopId, shop, store, virtualClock(openingTime));
  return (conversationId: string, number: string, fact: string) =>
    check!({ conversationId, number, fact }, "key");
}

test("the buyer's number or e-mail proves who they are", async () => {
  const check = await proofCheck("buyer");
  const proven = { proven: { customerId: "c1" }, locked: false };
  expect(await check("a", "10001", "06 61 23 45 67")).toEqual(proven);
  expect(await check("a", "10001", "Buyer@shop.example")).toEqual(proven);
});

test("the number on the parcel opens that order, and not the buyer's others", async () => {
  const check = await proofCheck("friend");
  expect(await check("a", "10001", "0677889900")).toEqual({ proven: { order: "10001" }, locked: false });
});

test("a wrong fact and an unknown order are answered alike", async () => {
  const check = await proofCheck("wrong");
  const wrong = { proven: null, locked: false };
  expect(await check("a", "10001", "0600000000")).toEqual(wrong);
  expect(await check("a", "99999", "0600000000")).toEqual(wrong);
});

test("guesses at one order from many conversations at once count as many", async () => {
  const check = await proofCheck("guesses");
  const guesses = Array.from({ length: 20 }, (_, at) => check(`c${at}`, "10001", `06000000${at + 10}`));
  const looked = (await Promise.all(guesses)).filter((answer) => !(answer as { locked: boolean }).locked);
  expect(looked).toHaveLength(5);
  expect(await check("late", "10001", buyer.phone!)).toEqual({ proven: null, locked: true });
});

test("an order's number in small letters is the same order", async () => {
  const check = await proofCheck("letters");
  for (const number of ["ab-77", "AB-77", "Ab-77", "aB-77", "ab-77"])
    await check(`c${number}`, number, "0600000000");
  expect(await check("late", "AB-77", "0600000000")).toEqual({ proven: null, locked: true });
});

test("right answers are not counted, however many there are at once", async () => {
  const check = await proofCheck("right");
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, at) => check(`c${at % 3}`, numbers[at % 3]!, buyer.phone!)),
  );
  expect(answers).toEqual(answers.map(() => ({ proven: { customerId: "c1" }, locked: false })));
});
