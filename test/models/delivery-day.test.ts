import { expect, test } from "@jest/globals";
import type { Order, Parcel } from "../../models/commerce.ts";
import { deliveryDays, dueOn } from "../../models/delivery-day.ts";
import type { Shop } from "../../models/shop.ts";

const shop = {
  timeZone: "Africa/Casablanca",
  country: "MA",
  delivery: {
    weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"],
    zones: [{ cities: ["rabat"], costMinor: 3500, days: { min: 1, max: 3 } }],
  },
} as unknown as Shop;

test("from tomorrow on, for two weeks, without the days on which nobody comes", () => {
  const days = deliveryDays(new Date("2026-11-20T10:00:00.000Z"), shop);
  expect(days[0]).toBe("2026-11-21");
  expect(days.at(-1)).toBe("2026-12-04");
  expect(days).not.toContain("2026-11-22");
  expect(days).toHaveLength(12);
});

test("tomorrow is the shop's, whatever UTC says", () => {
  const inRiyadh = { ...shop, timeZone: "Asia/Riyadh" };
  expect(deliveryDays(new Date("2026-11-20T23:30:00.000Z"), inRiyadh)[0]).toBe("2026-11-23");
});

test("an order is due when its carrier says, or when the shopper wished, or when its zone promises", () => {
  const order = { placedAt: "2026-11-18T10:00:00.000Z" } as Order;
  expect(dueOn(order, { expectedOn: "2026-11-25" } as Parcel, "rabat", shop)).toBe("2026-11-25");
  expect(dueOn({ ...order, wantedOn: "2026-11-24" }, null, "rabat", shop)).toBe("2026-11-24");
  expect(dueOn(order, null, "rabat", shop)).toBe("2026-11-21");
  expect(dueOn(order, null, null, shop)).toBeNull();
});
