import { CannotError, type Desk, type Vendor } from "../../vendor.ts";
import { account } from "./account.ts";
import { answer, failure, newMemory } from "./api.ts";
import { act, receipt } from "./calls.ts";
import type { Inbox } from "./inbox.ts";

/** One address at Resend. */
export function createResend(deskOf: (name: string) => Desk): Vendor {
  const desk = deskOf("resend");
  const inbox: Inbox = new Map();
  const memory = newMemory();
  return {
    name: "resend",
    channels: ["email"],
    env: {
      RESEND_API_KEY: account.apiKey,
      RESEND_WEBHOOK_SECRET: account.webhookSecret,
      RESEND_FROM: account.from,
      RESEND_API_URL: desk.apiUrl,
    },
    // https://resend.com/docs/dashboard/webhooks/retries-and-replays
    retryMs: [5, 300, 1800, 7200, 18_000, 36_000, 36_000].map((seconds) => seconds * 1000),
    sends: ({ method, path }) => (method === "POST" && path === "/emails" ? "email" : null),
    answer: (asked) => answer(asked, desk, { inbox, memory }),
    failure,
    addressOf(_, written) {
      if (!/^[^\s@<>]+@[^\s@<>]+$/.test(written))
        throw new CannotError("A shopper who writes e-mails is an address, such as amina@example.com.");
      return written.toLowerCase();
    },
    act: (_, shopper, deed) => act(shopper, deed, desk, inbox),
    receipt: (entry, reported) => receipt(entry, reported, desk),
  };
}
