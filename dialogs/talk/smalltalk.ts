import { flow, say } from "../engine/flow.ts";
import { menu } from "./menu.ts";

/** Says hello, by name where it is known; the engine has introduced us before. */
export const greeting = flow("smalltalk.greeting", {
  version: 1,
  intents: ["smalltalk.greeting"],
  slots: {},
  steps: [
    say("hello", ({ first, contact }) => ({
      key: first ? "smalltalk.greeting.first" : "smalltalk.greeting.again",
      params: { name: contact.name ?? "", named: contact.name ? "yes" : "no" },
      next: menu,
    })),
  ],
});

export const thanks = flow("smalltalk.thanks", {
  version: 1,
  intents: ["smalltalk.thanks"],
  slots: {},
  settles: true,
  steps: [say("welcome", () => ({ key: "smalltalk.thanks" }))],
});

export const goodbye = flow("smalltalk.goodbye", {
  version: 1,
  intents: ["smalltalk.goodbye"],
  slots: {},
  settles: true,
  steps: [say("goodbye", ({ shop }) => ({ key: "smalltalk.goodbye", params: { shop: shop.name } }))],
});

/** "Are you a robot?" is answered honestly, always. */
export const botIdentity = flow("smalltalk.bot_identity", {
  version: 1,
  intents: ["smalltalk.bot_identity"],
  slots: {},
  steps: [
    say("robot", ({ shop }) => ({
      key: "smalltalk.bot_identity",
      params: { shop: shop.name },
      next: [{ title: "menu.human.button", flow: "assist.human" }],
    })),
  ],
});
