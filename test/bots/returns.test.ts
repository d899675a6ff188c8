import { expect, test } from "@jest/globals";
import { createReturnDesk, returnActions } from "../../bots/returns.ts";
import type { ReturnSystem } from "../../models/ports/commerce.ts";
import { NothingLeftError, Return, type ReturnStep, withStep } from "../../models/return.ts";
import { ReturnPolicy } from "../../models/return-policy.ts";

const at = "2026-11-20T10:00:00.000Z";
const asked = (reason: Return["reason"], amountMinor: number): Return =>
  Return.parse({
    number: "R10030-1",
    shopId: "demo",
    key: "k",
    orderNumber: "10030",
    conversationId: "amina",
    kind: "return",
    state: "requested",
    lines: [{ sku: "BABOUCHES-38", quantity: 1 }],
    reason,
    photos: [],
    refund: { amountMinor, currency: "MAD" },
    toPay: { amountMinor: 0, currency: "MAD" },
    restocked: false,
    linkSecret: "secret",
    requestedAt: at,
    history: [],
  });

/** A shop in which one return is asked for. */
function shopOf(first: Return) {
  let one = first;
  const move = async (step: Omit<ReturnStep, "at">): Promise<Return> => {
    if (one.state !== step.state) one = withStep(one, { ...step, at });
    return one;
  };
  const returns: ReturnSystem = {
    getReturn: async (number) => (number === one.number ? one : null),
    findReturns: async () => [one],
    returnsIn: async () => [one],
    createReturn: async () => one,
    createExchange: async () => {
      throw new NothingLeftError("none");
    },
    moveReturn: (_, step) => move(step),
    cancelReturn: (_, by) => move({ state: "cancelled", by }),
    generateReturnLabel: async () => ({
      name: `${one.number}.pdf`,
      contentType: "application/pdf",
      bytes: Buffer.from("label"),
    }),
  };
  const begun: unknown[] = [];
  const actions = returnActions({
    returns,
    shop: () => ({ returns: ReturnPolicy.parse({ approval: { fromMinor: 50_000 } }) }),
  });
  return {
    act: (name: string, args: object) => actions[`return.${name}`]!({ ...args }, "k"),
    state: () => one.state,
    begun,
    desk: createReturnDesk({
      returns,
      clock: { now: () => new Date(at) },
      begin: async (conversation, { flow, slots }, when, key) =>
        void begun.push([conversation, flow, slots, when.toISOString(), key]),
    }),
  };
}

const wanted = {
  orderNumber: "10030",
  conversationId: "amina",
  lines: [{ sku: "BABOUCHES-38", quantity: 1 }],
  reason: "size",
  photos: [],
};

test("what the policy leaves to nobody is agreed to at once, however often it is asked for", async () => {
  const { act, state } = shopOf(asked("size", 14_900));
  for (let tries = 0; tries < 2; tries++)
    expect(await act("create", wanted)).toMatchObject({ state: "label_sent" });
  expect(state()).toBe("label_sent");
});

test.each([
  ["a fault", asked("defective", 14_900)],
  ["much money", asked("size", 50_000)],
])("%s waits for a person", async (_, one) => {
  const { act } = shopOf(one);
  expect(await act("create", wanted)).toMatchObject({ state: "requested" });
});

test("a no is a word; too late to keep it, too", async () => {
  const { act, desk } = shopOf(asked("defective", 14_900));
  await expect(act("exchange", { ...wanted, instead: undefined })).rejects.toThrow();
  const instead = { sku: "B", title: {}, quantity: 1, unitPrice: { amountMinor: 1, currency: "MAD" } };
  await expect(act("exchange", { ...wanted, instead })).rejects.toThrow("nothing_left");
  await desk.move("R10030-1", { state: "approved" });
  await desk.move("R10030-1", { state: "received" });
  await expect(act("cancel", { number: "R10030-1" })).rejects.toThrow("too_late");
});

test("what a flow had done is undone by its key, and by no other", async () => {
  const { act, state } = shopOf(asked("size", 14_900));
  await act("undo", { orderNumber: "10030", key: "another" });
  expect(state()).toBe("requested");
  for (let tries = 0; tries < 2; tries++) await act("undo", { orderNumber: "10030", key: "k" });
  expect(state()).toBe("cancelled");
});

test("the shopper is told what staff decide, once for each state", async () => {
  const { desk, begun } = shopOf(asked("defective", 14_900));
  await desk.move("R10030-1", { state: "approved" });
  expect(begun).toEqual([
    ["amina", "return.news", { back: "R10030-1", state: "approved" }, at, "return.news:R10030-1:approved"],
  ]);
  expect(await desk.move("R99999-1", { state: "approved" })).toBeNull();
});

test("a label is for what was agreed to, by its link", async () => {
  const { desk } = shopOf(asked("defective", 14_900));
  expect(await desk.label("R10030-1", "secret")).toBeNull();
  await desk.move("R10030-1", { state: "approved" });
  expect(await desk.label("R10030-1", "wrong")).toBeNull();
  expect(await desk.label("R10030-2", "secret")).toBeNull();
  expect((await desk.label("R10030-1", "secret"))?.bytes.toString()).toBe("label");
});
