import { type CodStep, codDaily, codDue, everyMorning, lookAtCodDaily, seeToCod } from "../jobs/cod-due.ts";
import { type CodReport, codReport } from "../models/cod/report.ts";
import type { CodWeights } from "../models/cod/weights-record.ts";
import type { Order, OrderState } from "../models/commerce.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import type { JobHandler, Scheduler } from "../models/ports/scheduler.ts";
import type { Actions } from "./actions.ts";
import { answerCod, codActions } from "./cod/actions.ts";
import { codCases } from "./cod/cases.ts";
import { type CourierAnswer, type CourierOutcome, courierOutcome } from "./cod/courier.ts";
import { codEachDay } from "./cod/daily.ts";
import { codIsDue } from "./cod/due.ts";
import { codPlaced } from "./cod/placed.ts";
import { codScores } from "./cod/scores.ts";
import type { CodServices } from "./cod/services.ts";

/** Orders that are paid at the door, from their score to what the courier brings back. */
export interface Cod {
  /** For whatever places orders: to be called for each, of any payment, once it is placed; again is no harm. */
  placed(order: Order): Promise<void>;
  courierOutcome(told: CourierOutcome): Promise<CourierAnswer>;
  /** What staff were told on the phone. @returns the state of the order. @throws {OrderStateError} */
  answered(number: string, what: "confirmed" | "refused"): Promise<OrderState>;
  /** Learns from all outcomes so far; null: too few. */
  train(): Promise<CodWeights | null>;
  report(): Promise<CodReport>;
  actions: Actions;
}

export interface CodOptions
  extends Pick<
    CodServices,
    "shop" | "sequences" | "clock" | "commerce" | "conversations" | "begin" | "receive"
  > {
  shopId: string;
  records: OpenRecords;
  scheduler: () => Pick<Scheduler, "schedule" | "repeat">;
}

export async function createCod(options: CodOptions): Promise<
  Cod & {
    /** For the scheduler, which does not know each handler's data. */
    jobs: [JobHandler<{ number: string; step: CodStep }>, JobHandler<Record<string, never>>];
    /** Schedules what is looked at each day; what is scheduled keeps its time. */
    repeat(): Promise<void>;
  }
> {
  const { shopId, records, scheduler, clock } = options;
  const services: CodServices = {
    ...options,
    cases: await codCases(shopId, records),
    scores: await codScores(shopId, records, clock),
    plan: (number, step, at) => scheduler().schedule(codDue, { number, step }, at, `cod:${number}:${step}`),
  };
  return {
    placed: (order) => codPlaced(order, services),
    courierOutcome: (told) => courierOutcome(told, services),
    answered: (number, what) => answerCod(number, what, services),
    train: async () =>
      services.scores.train(
        (await services.cases.taught()).map(({ facts, outcome }) => ({
          facts,
          refused: outcome === "refused",
        })),
      ),
    report: async () => codReport(await services.cases.all()),
    actions: codActions(services),
    jobs: [seeToCod((due) => codIsDue(due, services)), lookAtCodDaily(() => codEachDay(services))],
    repeat: () =>
      scheduler().repeat(
        codDaily,
        {},
        { cron: everyMorning, timeZone: options.shop().timeZone },
        codDaily.name,
      ),
  };
}
