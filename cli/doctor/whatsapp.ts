import { z } from "zod";
import type { SettingsOf } from "../../bots/channel-settings.ts";
import { graphVersion } from "../../channels/whatsapp/client.ts";
import type { Templates } from "../../models/templates.ts";
import { type Ask, bearer, type Finding, well, wrong } from "./finding.ts";
import { checkMetaApp } from "./meta.ts";

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers */
const PhoneNumber = z.looseObject({ display_phone_number: z.string() });

/** https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates */
const MessageTemplates = z.object({
  data: z.array(z.looseObject({ name: z.string(), language: z.string(), status: z.string() })),
});

export async function checkWhatsApp(
  settings: SettingsOf<"whatsapp">,
  { webhook, ask, now, templates }: { webhook: string; ask: Ask; now: Date; templates: Templates },
): Promise<Finding[]> {
  const graph = `${settings.apiUrl ?? "https://graph.facebook.com"}/${graphVersion}`;
  const { findings, targets } = await checkMetaApp(
    {
      graph,
      token: {
        variable: "WHATSAPP_ACCESS_TOKEN",
        value: settings.accessToken,
        permissions: ["whatsapp_business_messaging", "whatsapp_business_management"],
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
    ...findings,
    number.success
      ? well(`the number is ${number.data.display_phone_number}`)
      : wrong(
          `WHATSAPP_PHONE_NUMBER_ID ${settings.phoneNumberId} cannot be read (${status})`,
          "copy the id of the number, not the number, and give its account to the system user",
        ),
    ...(await checkBusinessAccounts(
      targets,
      (path) => ask(`${graph}/${path}`, bearer(settings.accessToken)),
      templates,
    )),
  ];
}

/** The WhatsApp accounts that the token was given for: an app has to be subscribed to each, and templates are theirs. */
async function checkBusinessAccounts(
  ids: readonly string[],
  read: (path: string) => ReturnType<Ask>,
  templates: Templates,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const known = new Map<string, string>();
  for (const id of ids) {
    const apps = (await read(`${id}/subscribed_apps`)).body as { data?: unknown[] } | undefined;
    if (!apps?.data?.length)
      findings.push(
        wrong(
          `no app is subscribed to WhatsApp account ${id}`,
          `POST to ${graphVersion}/${id}/subscribed_apps`,
        ),
      );
    const listed = MessageTemplates.safeParse(
      (await read(`${id}/message_templates?fields=name,language,status&limit=250`)).body,
    );
    for (const { name, language, status } of listed.data?.data ?? [])
      known.set(`${name} ${language}`, status);
  }
  return ids.length === 0 ? findings : [...findings, ...checkTemplates(templates, known)];
}

/** @param known the status at Meta by name and language. */
function checkTemplates(templates: Templates, known: ReadonlyMap<string, string>): Finding[] {
  return Object.values(templates).flatMap(({ whatsapp }) =>
    Object.values(whatsapp?.languages ?? {}).map((language) => {
      const status = known.get(`${whatsapp!.name} ${language}`);
      const what = `template ${whatsapp!.name} (${language}) ${status ? `is ${status}` : "is not at Meta"}`;
      return status === "APPROVED"
        ? well(what)
        : wrong(what, "see the WhatsApp Manager, and locales/templates.yaml");
    }),
  );
}
