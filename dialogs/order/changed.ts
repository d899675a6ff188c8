import type { Order } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import type { Money } from "../../models/money.ts";
import { branch, type CallOutcome, handoff, type Step, say } from "../engine/flow.ts";
import type { OwnOrder } from "./prove.ts";

/** What the action `order.change` answers. */
export interface Changed {
  /** What it was to cost before. */
  was: Money;
  order: Order;
}

interface Values extends OwnOrder {
  changed: CallOutcome<Changed>;
}

/** People settle what a change makes an order dearer or cheaper that is paid already. */
export function settle<V extends Values>(): Step<V>[] {
  const steps: Step<Values>[] = [
    branch("difference", ({ values }) => (differenceOf(values) === 0 ? "none" : "some"), {
      some: [
        say("difference", ({ values, language }) => {
          const minor = differenceOf(values);
          const amount = { ...values.order.total, amountMinor: Math.abs(minor) };
          return {
            key: minor > 0 ? "order.change.dearer" : "order.change.cheaper",
            params: { amount: formatMoney(amount, language) },
          };
        }),
        handoff("difference", ({ values }) => ({
          reason: "price_difference",
          summary: `Order ${values.number}, paid by ${values.order.payment}, was changed by the shopper: ${formatMoney(wasOf(values), "en")} before, ${formatMoney(values.order.total, "en")} now.`,
        })),
      ],
    }),
  ];
  return steps as unknown as Step<V>[];
}

const wasOf = ({ changed, order }: Values): Money => (changed.ok ? changed.value.was : order.total);

const differenceOf = (values: Values): number =>
  values.order.paid ? values.order.total.amountMinor - wasOf(values).amountMinor : 0;
