import { type Answer, type Asked, CannotError, type Desk, type Vendor } from "../../vendor.ts";
import { fileOf } from "../files.ts";
import { metaRetryMs } from "../meta.ts";
import { account } from "./account.ts";
import { answer, failure } from "./api.ts";
import { act, receipt } from "./calls.ts";
import { menuOf, type Profile } from "./profile.ts";

/** The Messenger of one page. */
export function createMessenger(deskOf: (name: string) => Desk): Vendor {
  const desk = deskOf("messenger");
  const profile: Profile = {};
  return {
    name: "messenger",
    channels: ["messenger"],
    env: {
      MESSENGER_PAGE_TOKEN: account.pageToken,
      MESSENGER_PAGE_ID: account.pageId,
      MESSENGER_APP_ID: String(account.appId),
      MESSENGER_APP_SECRET: account.appSecret,
      MESSENGER_VERIFY_TOKEN: account.verifyToken,
      MESSENGER_API_URL: desk.apiUrl,
    },
    retryMs: metaRetryMs.slice(0, 6),
    sends: ({ path, body }) =>
      /\/messages$/.test(path) && !body.includes('"sender_action"') ? "messenger" : null,
    // Files lie on servers of their own, for everybody who has the address.
    answer: (asked) => (asked.path.startsWith("/files/") ? download(asked) : answer(asked, desk, profile)),
    failure,
    menu: (language) => menuOf(profile, language),
    addressOf(_, written) {
      if (!/^\d{6,20}$/.test(written))
        throw new CannotError("A shopper of Messenger is an id in digits, such as 5275811702471834.");
      return written;
    },
    act: (_, shopper, deed) => act(shopper, deed, desk),
    receipt: (entry, reported) => receipt(entry, reported, desk),
  };
}

function download({ path }: Asked): Answer {
  const file = fileOf(Number(path.split("/").at(-1)));
  return file ? { status: 200, file } : { status: 404, json: {} };
}
