import { taxonomy } from "../../models/taxonomy.ts";
import { agree, branch, flow, handoff, type Scene, say } from "../engine/flow.ts";
import { type Identified, identified, identify, whoIsIt } from "../order/identify.ts";

interface Values extends Identified {
  sure: boolean;
}

/** Hands the wish to the shop's people, with who it is by proof: they alone see or remove data. */
const toStaff = (intent: "privacy.access" | "privacy.erase") =>
  handoff<Values>("request", (scene: Scene<Values>) => ({
    reason: intent,
    summary: `The shopper ${taxonomy[intent]}. ${whoIsIt(scene)}`,
  }));

/** "What do you know about me?" */
export const privacyAccess = flow<Values>("privacy.access", {
  version: 1,
  intents: ["privacy.access"],
  slots: identified,
  steps: [
    ...identify<Values>(),
    say("noted", () => ({ key: "privacy.access.noted" })),
    toStaff("privacy.access"),
  ],
});

/** "Delete my data": asked once more, for it cannot be taken back. */
export const privacyErase = flow<Values>("privacy.erase", {
  version: 1,
  intents: ["privacy.erase"],
  slots: { ...identified, sure: { confirms: true } },
  steps: [
    agree(
      "sure",
      ({ shop, replies, language }) => ({
        reply: { key: "privacy.erase.sure", params: { shop: shop.name } },
        options: [
          { title: replies.render("privacy.erase.yes.button", language), value: true },
          { title: replies.render("privacy.erase.no.button", language), value: false },
        ],
      }),
      () => "all",
    ),
    branch("agreed", ({ values }) => (values.sure ? "yes" : "no"), {
      no: [
        say("kept", () => ({
          key: "privacy.erase.kept",
          next: [{ title: "title.privacy.access.button", flow: "privacy.access" }],
        })),
      ],
      yes: [
        ...identify<Values>(),
        say("noted", () => ({ key: "privacy.erase.noted" })),
        toStaff("privacy.erase"),
      ],
    }),
  ],
});
