import { formatMoney } from "../../models/format.ts";
import { labelFile, type Return } from "../../models/return.ts";
import { branch, type CallOutcome, handoff, type Scene, type Step, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { type TakesBack, whatOf } from "./articles.ts";
import { nextOf } from "./own-returns.ts";

/** What came of asking for a return. */
export interface Asked extends TakesBack {
  done: CallOutcome<Return>;
}

/** Tells it: agreed to, with its label; waiting for a person's yes, who is called; or not to be had. */
export function tellOutcome<V extends Asked>(
  agreed: (one: Return, scene: Scene<V>) => Reply,
  failed: (scene: Scene<V>) => Reply,
): Step<V>[] {
  return [
    branch<V>(
      "outcome",
      ({ values: { done } }) => (!done.ok ? "failed" : done.value.state === "requested" ? "waits" : "agreed"),
      {
        failed: [say("failed", failed)],
        agreed: [
          say("agreed", (scene) => {
            const one = made(scene.values);
            return { ...agreed(one, scene), document: labelFile(one), next: nextOf(one) };
          }),
        ],
        waits: [
          say("waits", ({ values }) => ({
            key: "return.waits",
            params: { number: made(values).number },
          })),
          handoff("approve", (scene) => ({ reason: "return_approval", summary: summary(scene) })),
        ],
      },
    ),
  ];
}

function made({ done }: Asked): Return {
  if (!done.ok) throw new Error(`the return was not made: ${done.error}`);
  return done.value;
}

/** For staff. */
function summary(scene: Scene<Asked>): string {
  const { number, kind, orderNumber, reason, refund, instead, photos } = made(scene.values);
  return [
    `${kind === "exchange" ? "Exchange" : "Return"} ${number} of order ${orderNumber} waits for a yes:`,
    `${whatOf(scene.values, scene)} (${reason}).`,
    instead ? `Wanted instead: ${instead.sku}.` : `Back: ${formatMoney(refund, "en")}.`,
    photos.length > 0 ? `Photo: ${photos.join(", ")}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
