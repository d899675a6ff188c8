import type { Clock } from "../../models/ports/clock.ts";
import type { OrderSystem } from "../../models/ports/commerce.ts";
import type { CourierOutcome } from "../cod/courier.ts";
import type { Cod } from "../cod.ts";
import type { Happened } from "../shop-events/happened.ts";
import { type LineProblem, readOutcomes } from "./read-outcomes.ts";

/** What became of a courier's file: faulty lines are named by their number, the others are kept. */
export interface OutcomesReport {
  kept: number;
  /** Told before. */
  known: number;
  problems: LineProblem[];
}

export interface CourierDesk {
  /** A file as `read-outcomes.ts` tells; the same file again changes nothing. @throws {StorageError} */
  take(file: Uint8Array): Promise<OutcomesReport>;
}

export interface CourierDeskOptions {
  cod: Pick<Cod, "courierOutcome">;
  orders: Pick<OrderSystem, "getOrder">;
  happened: Happened;
  clock: Clock;
}

export function createCourierDesk({ cod, orders, happened, clock }: CourierDeskOptions): CourierDesk {
  async function tell({ number, word, at }: CourierOutcome): Promise<void> {
    const order = await orders.getOrder(number);
    if (!order || order.state !== word) return;
    if (word === "delivered") await happened.orderDelivered(order, at);
    if (word === "refused") await happened.orderRefused(order, at);
  }

  return {
    async take(file) {
      const { outcomes, problems } = readOutcomes(file, clock.now());
      const report: OutcomesReport = { kept: 0, known: 0, problems };
      for (const { line, ...told } of outcomes) {
        const answer = await cod.courierOutcome(told);
        if (answer === "unknown_order") problems.push({ line, message: `there is no order ${told.number}` });
        else if (answer === "impossible")
          problems.push({ line, message: `order ${told.number} cannot be ${told.word} as it is now` });
        else {
          await tell(told);
          report[answer === "known" ? "known" : "kept"]++;
        }
      }
      problems.sort((a, b) => a.line - b.line);
      return report;
    },
  };
}
