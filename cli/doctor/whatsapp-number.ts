import { z } from "zod";
import { type Finding, note, well, wrong } from "./finding.ts";
import type { ReadGraph } from "./graph.ts";

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/support/health-status */
const Health = z.object({
  entities: z.array(
    z.looseObject({
      entity_type: z.string(),
      id: z.string(),
      can_send_message: z.string(),
      errors: z
        .array(
          z.looseObject({
            error_code: z.number(),
            error_description: z.string(),
            possible_solution: z.string().optional(),
          }),
        )
        .default([]),
    }),
  ),
});

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override */
const Configuration = z.object({
  phone_number: z.string().optional(),
  whatsapp_business_account: z.string().optional(),
});

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers */
const PhoneNumber = z.looseObject({
  display_phone_number: z.string(),
  platform_type: z.string().optional().catch(undefined),
  webhook_configuration: Configuration.optional().catch(undefined),
  health_status: Health.optional().catch(undefined),
});

const needed = "display_phone_number";
const more = `${needed},platform_type,webhook_configuration,health_status`;

/** A number as Meta tells of it. */
export type WhatsAppNumber =
  | { isRead: false; status: number; override?: undefined; owner?: undefined }
  | {
      isRead: true;
      /** Meta told of the number itself only. */
      isReduced: boolean;
      told: z.infer<typeof PhoneNumber>;
      /** Where messages are led, past the app's webhook. */
      override: string | undefined;
      /** The WhatsApp account. */
      owner: string | undefined;
    };

/** A number whose health or overrides Meta does not tell, to this token or for this kind of account, is a number still. */
export async function readNumber(phoneNumberId: string, read: ReadGraph): Promise<WhatsAppNumber> {
  const whole = PhoneNumber.safeParse((await read(`${phoneNumberId}?fields=${more}`)).body);
  if (whole.success) return toNumber(whole.data, false);
  const { status, body } = await read(`${phoneNumberId}?fields=${needed}`);
  const least = PhoneNumber.safeParse(body);
  return least.success ? toNumber(least.data, true) : { isRead: false, status };
}

function toNumber(told: z.infer<typeof PhoneNumber>, isReduced: boolean): WhatsAppNumber {
  const { phone_number, whatsapp_business_account } = told.webhook_configuration ?? {};
  const owner = told.health_status?.entities.find(({ entity_type: type }) => type === "WABA")?.id;
  // An override that was taken away is an empty address.
  return {
    isRead: true,
    isReduced,
    told,
    override: phone_number || whatsapp_business_account || undefined,
    owner,
  };
}

export function checkNumber(phoneNumberId: string, number: WhatsAppNumber): Finding[] {
  if (!number.isRead)
    return [
      wrong(
        `WHATSAPP_PHONE_NUMBER_ID ${phoneNumberId} cannot be read (${number.status})`,
        "copy the id of the number, not the number, and give its account to the system user",
      ),
    ];
  const { display_phone_number: shown, platform_type: platform, health_status: health } = number.told;
  return [
    well(`the number is ${shown}`),
    ...(number.isReduced
      ? [note("Meta does not tell of its registration, overrides and health: they were not looked at")]
      : []),
    ...(platform === undefined || platform === "CLOUD_API"
      ? []
      : [
          wrong(
            `the number is not registered for the Cloud API (${platform})`,
            `POST to ${phoneNumberId}/register (docs/channels/whatsapp.md, 133010)`,
          ),
        ]),
    ...(health ? checkHealth(health) : []),
  ];
}

const names: Readonly<Record<string, string>> = {
  PHONE_NUMBER: "the number",
  WABA: "WhatsApp account",
  BUSINESS: "business portfolio",
  APP: "app",
};

/** `BLOCKED` sends nothing, `LIMITED` some: not to everybody, or not as many. */
function checkHealth({ entities }: z.infer<typeof Health>): Finding[] {
  return entities.flatMap(({ entity_type: type, id, can_send_message: state, errors }): Finding[] => {
    if (state !== "BLOCKED" && state !== "LIMITED") return [];
    const name = type === "PHONE_NUMBER" ? names[type] : `${names[type] ?? type} ${id}`;
    const what = `${name} is ${state}`;
    if (errors.length === 0) return [state === "BLOCKED" ? wrong(what, manager) : note(what)];
    return errors.map(({ error_code: code, error_description: why, possible_solution: mend }) =>
      state === "BLOCKED"
        ? wrong(`${what}: ${why} (${code})`, mend ?? manager)
        : note(`${what}: ${why} (${code})`),
    );
  });
}

const manager = "the WhatsApp Manager tells why";
