import { formatDay } from "../../models/format.ts";
import {
  isShopsFault,
  lastReturnDay,
  type ReturnProblem,
  type ReturnReason,
  returnProblem,
} from "../../models/return-policy.ts";
import { ask, branch, read, type Scene, type Step, say } from "../engine/flow.ts";
import { type TakesBack, whatOf } from "./articles.ts";
import { yesOrNo } from "./yes-or-no.ts";

/** The values of a flow that asks the shop's policy. */
export interface Judged extends TakesBack {
  reason: ReturnReason;
  unworn: boolean;
  problem: ReturnProblem | null;
}

/** Goes on with `then` inside the shop's policy; outside of it says why, and offers a person. */
export function insidePolicy<V extends Judged>(then: Step<V>[]): Step<V>[] {
  const judge = read<Judged>("problem", ({ values, shop, now }) =>
    returnProblem(
      {
        product: values.article.product,
        delivered: values.article.since,
        reason: values.reason,
        isUnworn: values.unworn,
      },
      shop,
      now,
    ),
  );
  const verdict = (name: string, inside: Step<Judged>[]): Step<Judged> =>
    branch(name, ({ values }) => (values.problem === null ? "inside" : "outside"), {
      outside: [say("outside", outside)],
      inside,
    });
  const steps: Step<Judged>[] = [
    judge,
    verdict("may come back", [
      branch("condition", (scene) => (mattersWorn(scene) ? "matters" : "any"), {
        matters: [
          ask("unworn", (scene) => ({
            reply: { key: "return.ask_unworn", params: { what: whatOf(scene.values, scene) } },
            options: yesOrNo(scene),
          })),
        ],
      }),
      judge,
      verdict("is as it was", then as unknown as Step<Judged>[]),
    ]),
  ];
  return steps as unknown as Step<V>[];
}

const mattersWorn = ({ values, shop }: Scene<Judged>): boolean =>
  shop.returns.unwornOnly && !isShopsFault(values.reason);

function outside(scene: Scene<Judged>) {
  const { values, shop, language } = scene;
  return {
    key: `return.outside.${values.problem}`,
    params: {
      what: whatOf(values, scene),
      day: formatDay(lastReturnDay(values.article.since, values.reason, shop), language, shop.timeZone),
    },
    next: [
      { title: "menu.human.button", flow: "assist.human" },
      { title: "title.return.policy.button", flow: "return.policy" },
    ],
  };
}
