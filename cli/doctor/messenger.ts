import { z } from "zod";
import type { SettingsOf } from "../../bots/channel-settings.ts";
import { graphVersion } from "../../channels/messenger/graph.ts";
import { type Answer, bearer, type Finding, parsed, tried, well, wrong } from "./finding.ts";
import { checkSubscription, inspectToken } from "./meta.ts";
import type { Place } from "./place.ts";

/** https://developers.facebook.com/docs/graph-api/reference/page */
const Page = z.looseObject({ id: z.string(), name: z.string().optional() });

/** https://developers.facebook.com/docs/graph-api/reference/page/subscribed_apps */
const SubscribedApps = z.object({
  data: z.array(z.looseObject({ id: z.string(), subscribed_fields: z.array(z.string()).default([]) })),
});

/** `pages_manage_metadata` is for subscribing the page, and for reading that it is. */
const permissions = ["pages_messaging", "pages_manage_metadata"];
/** Meta tells only of what both the app and the page are subscribed to. */
const fields = [
  "messages",
  "messaging_postbacks",
  "messaging_referrals",
  "message_deliveries",
  "message_reads",
  "message_echoes",
];
/** Where other apps of the page have conversations as well. */
const sharedFields = ["messaging_handovers", "standby"];

export async function checkMessenger(
  settings: SettingsOf<"messenger">,
  { webhook, ask, now }: Place,
): Promise<Finding[]> {
  const graph = `${settings.apiUrl ?? "https://graph.facebook.com"}/${graphVersion}`;
  const inspected = await inspectToken(
    { graph, token: { name: "MESSENGER_PAGE_TOKEN", value: settings.pageToken }, permissions },
    ask,
    now,
  );
  if (!inspected.token) return inspected.findings;
  const { app } = inspected.token;
  const wanted = settings.appId === undefined ? fields : [...fields, ...sharedFields];
  const read = (path: string) => ask(`${graph}/${path}`, bearer(settings.pageToken));
  return [
    ...inspected.findings,
    ...(settings.appId !== undefined && settings.appId !== app
      ? [wrong(`MESSENGER_APP_ID is ${settings.appId}, and the token is of app ${app}`, `set it to ${app}`)]
      : []),
    ...(await checkSubscription(
      {
        graph,
        app,
        secret: { name: "MESSENGER_APP_SECRET", value: settings.appSecret },
        webhook: { object: "page", url: webhook, fields: wanted },
      },
      ask,
    )),
    ...(await tried(async () => checkPage(await read("me?fields=id,name"), settings.pageId))),
    ...(await tried(async () => checkPageApps(await read("me/subscribed_apps"), app))),
  ];
}

function checkPage(answer: Answer, pageId: string | undefined): Finding[] {
  const { id, name } = parsed(
    Page,
    answer,
    "the page of MESSENGER_PAGE_TOKEN",
    "generate the token of the page, not one of a person",
  );
  return [
    pageId === undefined || pageId === id
      ? well(`the page is ${name ?? "here"} (${id})`)
      : wrong(
          `MESSENGER_PAGE_TOKEN is of page ${id}, and MESSENGER_PAGE_ID is ${pageId}`,
          "take both from the same page",
        ),
  ];
}

function checkPageApps(answer: Answer, app: string): Finding[] {
  const { data } = parsed(
    SubscribedApps,
    answer,
    "what the page is subscribed to",
    "make a token with pages_manage_metadata and pages_show_list",
  );
  const ours = data.find(({ id }) => id === app);
  if (!ours)
    return [
      wrong(`the page is not subscribed to app ${app}`, "add the page in the app's Messenger settings"),
    ];
  const missing = fields.filter((field) => !ours.subscribed_fields.includes(field));
  return [
    missing.length === 0
      ? well("the page is subscribed to the app")
      : wrong(
          `the page is not subscribed to ${missing.join(", ")}`,
          "Add subscriptions, beside the page's token in the app's Messenger settings",
        ),
  ];
}
