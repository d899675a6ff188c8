import { type Changed, isHeld, type PutAside } from "../../models/reservation.ts";
import {
  ask,
  branch,
  type CallOutcome,
  call,
  flow,
  go,
  read,
  type Scene,
  type Step,
  say,
} from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { type Held, heldNow, named, nextOf, untilWhen } from "./mine.ts";

/** What is put aside, and until when. */
export const reservationStatus = flow<{ held: Held[] }>("reservation.status", {
  version: 1,
  intents: ["reservation.status"],
  slots: {},
  steps: [read<{ held: Held[] }>("held", heldNow), say("list", (scene) => ofHeld(scene.values.held, scene))],
});

export function ofHeld(held: Held[], scene: Scene<unknown>): Reply {
  if (held.length === 0) return { key: "reservation.none", next: [toSearch] };
  const comma = scene.language === "ar" ? "،" : ",";
  const lines = held.map((one) => `• ${one.what}${comma} ${untilWhen(one.until, scene)}`);
  const [only] = held;
  return {
    key: "reservation.list",
    params: { lines: lines.join("\n") },
    next:
      held.length === 1
        ? nextOf(only!)
        : [{ title: "reservation.cancel.button", flow: "reservation.cancel" }],
  };
}

const toSearch = { title: "menu.search.button", flow: "product.search" } as const;

interface OfOne {
  held: Held[];
  /** Its key. */
  reservation: string;
  one: PutAside;
  done: CallOutcome<Changed>;
}

/** What was done is told by the action alone: by the time it is said, what is read has changed. */
const ofOne = (flowName: string, steps: Step<OfOne>[]): Step<OfOne>[] => [
  branch("known", ({ values }) => (values.reservation === undefined ? "no" : "yes"), {
    no: [
      read<OfOne>("held", heldNow),
      branch("how many", ({ values }) => ["none", "one"][values.held.length] ?? "several", {
        none: [say("none", () => nothing)],
        one: [
          go("the one", ({ values }) => ({ flow: flowName, slots: { reservation: values.held[0]!.key } })),
        ],
        several: [
          ask("reservation", ({ values }) => ({
            reply: { key: "reservation.which" },
            options: values.held.map(({ what, key }) => ({ title: what, value: key })),
          })),
        ],
      }),
    ],
    yes: [
      read("one", async ({ values, commerce, conversation }) => {
        const found = await commerce.reservations.get(values.reservation);
        // The payload of a button is only text: nobody touches what is another's.
        return found?.conversationId === conversation.id ? found : null;
      }),
      branch("there", ({ values }) => (values.one ? "yes" : "no"), {
        yes: steps,
        no: [say("not theirs", () => nothing)],
      }),
    ],
  }),
];

const nothing: Reply = { key: "reservation.none", next: [toSearch] };
const over: Reply = { key: "reservation.over", next: [toSearch] };

export const reservationCancel = flow<OfOne>("reservation.cancel", {
  version: 1,
  intents: ["reservation.cancel"],
  slots: { reservation: {} },
  steps: ofOne("reservation.cancel", [
    call("done", {
      action: "reservation.cancel",
      key: ({ values }) => `cancel:${values.reservation}`,
      args: ({ values }) => ({ reservation: values.reservation }),
      uses: ["reservation"],
    }),
    say("cancelled", async (scene) => ({
      key: "reservation.cancelled",
      params: { what: (await named(scene.values.one, scene)).what },
      next: [toSearch],
    })),
  ]),
});

/** Once, by as long as the shop puts something aside. */
export const reservationExtend = flow<OfOne>("reservation.extend", {
  version: 1,
  intents: [],
  slots: { reservation: {} },
  steps: ofOne("reservation.extend", [
    call("done", {
      action: "reservation.extend",
      key: ({ values, causes }) => `extend:${values.reservation}:${causes[0]}`,
      args: ({ values, shop }) => ({ reservation: values.reservation, hours: shop.reservationHours }),
      uses: ["reservation"],
    }),
    say("extended", async (scene) => {
      const { done } = scene.values;
      if (!done.ok || done.value.outcome === "over") return over;
      const { outcome, reservation } = done.value;
      const held = await named(reservation, scene);
      return {
        key: outcome === "extended" ? "reservation.extended" : "reservation.once",
        params: { what: held.what, until: untilWhen(held.until, scene) },
        next: nextOf(held),
      };
    }),
  ]),
});

/** Begun by the shop an hour before it is over; nothing is said of what is not put aside any more. */
export const reservationReminder = flow<OfOne>("reservation.reminder", {
  version: 1,
  intents: [],
  slots: { reservation: {} },
  steps: ofOne("reservation.reminder", [
    branch("held", ({ values, now }) => (isHeld(values.one, now) ? "yes" : "no"), {
      yes: [
        say("reminder", async (scene) => {
          const held = await named(scene.values.one, scene);
          return {
            key: "reservation.reminder",
            params: { what: held.what, until: untilWhen(held.until, scene) },
            next: nextOf(held),
          };
        }),
      ],
    }),
  ]),
});
