import { CannotError, type Desk, type Vendor } from "../../vendor.ts";
import { metaRetryMs } from "../meta.ts";
import { account } from "./account.ts";
import { answer, failure } from "./api.ts";
import { act, receipt } from "./calls.ts";

/** One number of WhatsApp's Cloud API. */
export function createWhatsApp(deskOf: (name: string) => Desk): Vendor {
  const desk = deskOf("whatsapp");
  return {
    name: "whatsapp",
    channels: ["whatsapp"],
    env: {
      WHATSAPP_PHONE_NUMBER_ID: account.phoneNumberId,
      WHATSAPP_ACCESS_TOKEN: account.accessToken,
      WHATSAPP_APP_SECRET: account.appSecret,
      WHATSAPP_VERIFY_TOKEN: account.verifyToken,
      WHATSAPP_API_URL: desk.apiUrl,
    },
    retryMs: metaRetryMs,
    sends: ({ method, path, body }) =>
      method === "POST" && /\/messages$/.test(path) && !body.includes('"status"') ? "whatsapp" : null,
    answer: (asked) => answer(asked, desk),
    failure,
    addressOf(_, written) {
      const digits = written.replace(/^\+/, "");
      if (!/^(?:\d{6,15}|[A-Z]{2}\.\w{1,128})$/.test(digits))
        throw new CannotError("A shopper of WhatsApp is a number, such as +212661234567.");
      return digits;
    },
    act: (_, shopper, deed) => act(shopper, deed, desk),
    receipt: (entry, reported) => receipt(entry, reported, desk),
  };
}
