import { taxonomy } from "../../models/taxonomy.ts";
import { type Flow, flow, handoff } from "../engine/flow.ts";

interface Values {
  order: string;
  product: string;
  color: string;
  size: string;
}

const subjects = {
  order: { entity: "order_number", remembered: "order" },
  product: { entity: "product", remembered: "product" },
  color: { entity: "color" },
  size: { entity: "size" },
} as const;

/** A wish that the shop's people see to: they get it with what is known. */
export function toPerson(intent: keyof typeof taxonomy): Flow {
  return flow<Values>(intent, {
    version: 1,
    intents: [intent],
    slots: subjects,
    steps: [
      handoff("person", ({ values }) => ({
        reason: intent,
        summary: [
          `The shopper ${taxonomy[intent]}.`,
          values.order && `Order ${values.order}.`,
          intent.startsWith("order.")
            ? ""
            : values.product &&
              `Product: ${[values.product, values.color, values.size].filter(Boolean).join(", ")}.`,
        ]
          .filter(Boolean)
          .join(" "),
      })),
    ],
  });
}
