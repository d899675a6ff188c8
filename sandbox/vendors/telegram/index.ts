import { CannotError, type Desk, type Vendor } from "../../vendor.ts";
import { account } from "./account.ts";
import { answer, failure } from "./api.ts";
import { act } from "./calls.ts";
import { type Menus, menuOf } from "./commands.ts";

/** One bot of Telegram, by webhook. */
export function createTelegram(deskOf: (name: string) => Desk): Vendor {
  const desk = deskOf("telegram");
  const menus: Menus = new Map();
  return {
    name: "telegram",
    channels: ["telegram"],
    env: {
      TELEGRAM_BOT_TOKEN: account.token,
      TELEGRAM_WEBHOOK_SECRET: account.webhookSecret,
      // The paths of the Bot API are looked up from here.
      TELEGRAM_API_URL: `${desk.apiUrl}/`,
    },
    // "A reasonable amount of attempts."
    retryMs: [1, 2, 4, 8, 16, 60, 300, 1800].map((seconds) => seconds * 1000),
    sends: ({ path }) => (/\/send(?!ChatAction)\w+$/.test(path) ? "telegram" : null),
    answer: (asked) => answer(asked, desk, menus),
    menu: (language) => menuOf(menus, language),
    failure,
    addressOf(_, written) {
      if (!/^\d{1,16}$/.test(written))
        throw new CannotError("A shopper of Telegram is an id in digits, such as 1111111.");
      return written;
    },
    act: (_, shopper, deed) => act(shopper, deed, desk),
    // Telegram tells nothing of what became of a message.
    receipt: () => null,
  };
}
