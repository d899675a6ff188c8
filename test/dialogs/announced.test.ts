import { expect, test } from "@jest/globals";
import type { Services } from "../../dialogs/engine/draft.ts";
import { runTurn } from "../../dialogs/engine/turn.ts";
import type { Contact, Conversation, Owner } from "../../models/conversation.ts";
import type { StoredEvent } from "../../models/events.ts";

const at = "2026-01-05T09:00:00.000Z";
const announced: StoredEvent = { kind: "announced", key: "email:1:announced", at, told: { id: "1" }, seq: 1 };

test.each<Owner>(["bot", "waiting", "staff"])("is fetched, when the conversation is %s's", async (owner) => {
  const conversation = { channel: "email", account: "shop@example.org", owner, state: null } as Conversation;
  const turn = await runTurn(
    { conversation, contact: {} as Contact, events: [announced] },
    {} as Services,
    new Date(at),
  );
  expect(turn).toEqual({
    state: null,
    effects: [
      {
        kind: "call",
        key: "fetch:email:1:announced",
        action: "announced.fetch",
        args: { channel: "email", account: "shop@example.org", told: { id: "1" } },
      },
    ],
  });
});
