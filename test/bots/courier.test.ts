import { expect, test } from "@jest/globals";
import type { CourierAnswer, CourierOutcome } from "../../bots/cod/courier.ts";
import { createCourierDesk } from "../../bots/courier/index.ts";
import type { Happened } from "../../bots/shop-events/happened.ts";
import type { Order } from "../../models/commerce.ts";
import { virtualClock } from "../../models/ports/clock.ts";

/** A desk of a shop with the orders 10042 and 10043, of which 10050 cannot be what is told. */
function desk() {
  const told: CourierOutcome[] = [];
  const heard: string[] = [];
  const hear =
    (what: string) =>
    async ({ number }: Pick<Order, "number">) =>
      void heard.push(`${number} ${what}`);
  const answers: Record<string, CourierAnswer> = { "10050": "impossible" };
  const { take } = createCourierDesk({
    cod: {
      async courierOutcome(one) {
        if (told.some(({ key }) => key === one.key)) return "known";
        const answer = answers[one.number] ?? (/^1004\d$/.test(one.number) ? "done" : "unknown_order");
        if (answer === "done") told.push(one);
        return answer;
      },
    },
    orders: {
      getOrder: async (number) => {
        const state = told.findLast((one) => one.number === number)?.word;
        return { number, state } as unknown as Order;
      },
    },
    happened: { orderDelivered: hear("delivered"), orderRefused: hear("refused") } as unknown as Happened,
    clock: virtualClock("2026-11-25T10:00:00.000Z"),
  });
  return { take: (text: string) => take(Buffer.from(text)), told, heard };
}

test("faulty lines are named by their number, the others are kept", async () => {
  const { take, told, heard } = desk();
  const report = await take(
    [
      "order;outcome;date;note",
      "#10042;delivered;2026-11-24;",
      "10043;refused;24/11/2026;did not want it",
      "10044;lost;2026-11-24;",
      "10045;delivered;tomorrow;",
      ";delivered;2026-11-24;",
      "20000;delivered;2026-11-24;",
      "10050;delivered;2026-11-24;",
      "10046;postponed;2026-11-27;asked for Friday",
    ].join("\n"),
  );
  expect([report.kept, report.known]).toEqual([3, 0]);
  expect(told.map(({ note }) => note)).toEqual([undefined, "did not want it", "asked for Friday"]);
  expect(report.problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    "4: outcome: one of delivered, refused, unreachable, postponed",
    "5: date: a day such as 2026-11-24 or 24/11/2026",
    "6: order: the order's number is missing",
    "7: there is no order 20000",
    "8: order 10050 cannot be delivered as it is now",
  ]);
  expect(heard).toEqual(["10042 delivered", "10043 refused"]);
  expect(told.map(({ number, at, until }) => [number, at.toISOString(), until])).toEqual([
    ["10042", "2026-11-24T12:00:00.000Z", undefined],
    ["10043", "2026-11-24T12:00:00.000Z", undefined],
    ["10046", "2026-11-25T10:00:00.000Z", "2026-11-27"],
  ]);
});

test("the same file again changes nothing", async () => {
  const { take } = desk();
  const file = "order,outcome,date\n10042,delivered,2026-11-24\n10043,unreachable,2026-11-24\n";
  expect(await take(file)).toEqual({ kept: 2, known: 0, problems: [] });
  expect(await take(file)).toEqual({ kept: 0, known: 2, problems: [] });
});

test.each([
  ["", /empty/],
  ["number,what\n10042,delivered\n", /column order is missing.*no column number/],
  ["order,outcome,date\n\0", /binary/],
])("%j is no such file, and nothing of it is kept", async (file, message) => {
  const { problems, kept } = await desk().take(file);
  expect([kept, problems.map((one) => one.line)]).toEqual([0, [1]]);
  expect(problems[0]!.message).toMatch(message);
});
