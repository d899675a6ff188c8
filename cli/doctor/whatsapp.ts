import { z } from "zod";
import type { SettingsOf } from "../../bots/channel-settings.ts";
import { graphVersion } from "../../channels/whatsapp/client.ts";
import { bearer, type Finding, note, parsed, readPages, tried, well, wrong } from "./finding.ts";
import { access, nextPage, type ReadGraph } from "./graph.ts";
import { checkSubscription, inspectToken } from "./meta.ts";
import type { Place } from "./place.ts";
import { checkNumber, readNumber, type WhatsAppNumber } from "./whatsapp-number.ts";
import { checkTemplates, readTemplates } from "./whatsapp-templates.ts";

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-webhooks */
const SubscribedApps = z.object({
  data: z.array(
    z.looseObject({
      id: z.string().optional(),
      whatsapp_business_api_data: z.looseObject({ id: z.string() }).optional(),
    }),
  ),
});

/** https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/phone_numbers */
const PhoneNumbers = z.object({
  data: z.array(z.looseObject({ id: z.string() })),
  paging: z.unknown().optional(),
});

export async function checkWhatsApp(
  settings: SettingsOf<"whatsapp">,
  { webhook, ask, now, templates }: Place,
): Promise<Finding[]> {
  const graph = `${settings.apiUrl ?? "https://graph.facebook.com"}/${graphVersion}`;
  const read: ReadGraph = (path) => ask(`${graph}/${path}`, bearer(settings.accessToken));
  const inspected = await inspectToken(
    {
      graph,
      token: { name: "WHATSAPP_ACCESS_TOKEN", value: settings.accessToken },
      permissions: ["whatsapp_business_messaging", "whatsapp_business_management"],
    },
    ask,
    now,
  );
  if (!inspected.token) return inspected.findings;
  const { app, targets } = inspected.token;
  const number = await readNumber(settings.phoneNumberId, read);
  return [
    ...inspected.findings,
    ...checkNumber(settings.phoneNumberId, number),
    ...(await checkSubscription(
      {
        graph,
        app,
        secret: { name: "WHATSAPP_APP_SECRET", value: settings.appSecret },
        webhook: {
          object: "whatsapp_business_account",
          url: webhook,
          fields: ["messages", "user_preferences"],
          override: number.override,
        },
      },
      ask,
    )),
    ...(await tried(() => checkOwner(settings.phoneNumberId, { number, targets, app, read, templates }))),
  ];
}

/** The WhatsApp account that owns the number: the app has to be subscribed to it, and templates are its own. */
async function checkOwner(
  phoneNumberId: string,
  { number, targets, app, read, templates }: Pick<Place, "templates"> & Owned,
): Promise<Finding[]> {
  if (!number.isRead) return [];
  const owner = number.owner ?? (await ownerAmong(targets, phoneNumberId, read));
  if (owner === undefined)
    return [
      targets.length === 0
        ? note("Meta does not tell which account owns the number: its app and templates were not looked at")
        : wrong(
            `the token is for WhatsApp account ${targets.join(", ")}, which does not own the number`,
            "give the account of the number to the system user, and make a new token",
          ),
    ];
  return [
    well(`the number is of WhatsApp account ${owner}`),
    ...(await tried(() => checkApps(owner, app, read))),
    ...(Object.values(templates).some(({ whatsapp }) => whatsapp)
      ? await tried(async () => checkTemplates(templates, await readTemplates(owner, read)))
      : []),
  ];
}

interface Owned {
  number: WhatsAppNumber;
  targets: readonly string[];
  app: string;
  read: ReadGraph;
}

async function ownerAmong(
  accounts: readonly string[],
  phoneNumberId: string,
  read: ReadGraph,
): Promise<string | undefined> {
  for (const account of accounts) {
    const path = `${account}/phone_numbers?fields=id&limit=100`;
    const numbers = await readPages(path, async (page) => {
      const { data, paging } = parsed(PhoneNumbers, await read(page), `WhatsApp account ${account}`, access);
      return { items: data, next: nextPage(path, paging) };
    });
    if (numbers.some(({ id }) => id === phoneNumberId)) return account;
  }
  return undefined;
}

async function checkApps(account: string, app: string, read: ReadGraph): Promise<Finding[]> {
  const { data } = parsed(
    SubscribedApps,
    await read(`${account}/subscribed_apps`),
    `the apps of WhatsApp account ${account}`,
    access,
  );
  const ids = data.map(({ id, whatsapp_business_api_data: told }) => told?.id ?? id);
  return [
    ids.includes(app)
      ? well(`app ${app} is subscribed to WhatsApp account ${account}`)
      : wrong(
          `app ${app} is not subscribed to WhatsApp account ${account}`,
          `POST to ${graphVersion}/${account}/subscribed_apps with its token (docs/channels/whatsapp.md)`,
        ),
  ];
}
