import { z } from "zod";
import type { SettingsOf } from "../../bots/channel-settings.ts";
import { graphVersion } from "../../channels/whatsapp/client.ts";
import { type Ask, bearer, type Finding, well, wrong } from "./finding.ts";
import { checkMetaApp } from "./meta.ts";

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers */
const PhoneNumber = z.looseObject({ display_phone_number: z.string() });

export async function checkWhatsApp(
  settings: SettingsOf<"whatsapp">,
  { webhook, ask, now }: { webhook: string; ask: Ask; now: Date },
): Promise<Finding[]> {
  const graph = `${settings.apiUrl ?? "https://graph.facebook.com"}/${graphVersion}`;
  const app = await checkMetaApp(
    {
      graph,
      token: {
        variable: "WHATSAPP_ACCESS_TOKEN",
        value: settings.accessToken,
        permissions: ["whatsapp_business_messaging"],
      },
      secret: { variable: "WHATSAPP_APP_SECRET", value: settings.appSecret },
      webhook: { object: "whatsapp_business_account", url: webhook, fields: ["messages"] },
    },
    ask,
    now,
  );
  const { status, body } = await ask(
    `${graph}/${settings.phoneNumberId}?fields=display_phone_number`,
    bearer(settings.accessToken),
  );
  const number = PhoneNumber.safeParse(body);
  return [
    ...app,
    number.success
      ? well(`the number is ${number.data.display_phone_number}`)
      : wrong(
          `WHATSAPP_PHONE_NUMBER_ID ${settings.phoneNumberId} cannot be read (${status})`,
          "copy the id of the number, not the number, and give its account to the system user",
        ),
  ];
}
