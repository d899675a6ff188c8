import type { AccountSettings } from "../../../bots/channel-settings.ts";
import { CannotError, type Desk, type Vendor } from "../../vendor.ts";
import { account, channelOf } from "./account.ts";
import { answer } from "./api.ts";
import { act, receipt, type TwilioChannel } from "./calls.ts";
import { failure } from "./errors.ts";
import type { Inbox } from "./lists.ts";

/** A number for SMS, and one for WhatsApp. */
export function createTwilio(deskOf: (name: string) => Desk): Vendor {
  const desk = deskOf("twilio");
  const inbox: Inbox = new Map();
  const { accountSid, authToken } = account;
  return {
    name: "twilio",
    channels: ["sms", "twilio-whatsapp"],
    env: {
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_FROM: account.number,
      TWILIO_API_URL: desk.apiUrl,
    },
    more: [
      {
        vendor: "twilio",
        key: "whatsapp",
        settings: { accountSid, authToken, from: account.whatsappNumber, apiUrl: desk.apiUrl },
      } satisfies AccountSettings,
    ],
    // Only when no connection can be made does Twilio try again, once.
    retryMs: [],
    sends: ({ method, path, body }) =>
      method === "POST" && path.endsWith("/Messages.json")
        ? channelOf(new URLSearchParams(body.toString("utf8")).get("From"))
        : null,
    answer: (asked) => answer(asked, desk, inbox),
    failure,
    addressOf(channel, written) {
      const number = written.replace(/^whatsapp:/, "");
      if (!/^\+\d{6,15}$/.test(number))
        throw new CannotError("A shopper of Twilio is a number, such as +212661234567.");
      return channel === "sms" ? number : `whatsapp:${number}`;
    },
    act: (channel, shopper, deed) => act(channel as TwilioChannel, shopper, deed, { ...desk, inbox }),
    receipt,
  };
}
