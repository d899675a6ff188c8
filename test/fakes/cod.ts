import type { HttpServices } from "../../bots/http/services.ts";
import { codReport } from "../../models/cod/report.ts";
import { OrderStateError } from "../../models/order.ts";

/** A shop without orders that are paid at the door, but for 10042, which is shipped. */
export const fakeCod = (): HttpServices["cod"] => ({
  report: async () => codReport([]),
  train: async () => null,
  courierOutcome: async () => "unknown_order",
  async answered(number, what) {
    if (number === "10042") throw new OrderStateError({ number, state: "shipped" }, what);
    return what === "confirmed" ? "confirmed" : "cancelled";
  },
});
