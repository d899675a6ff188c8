import type { SettingsOf } from "../../bots/channel-settings.ts";
import { graphVersion } from "../../channels/messenger/graph.ts";
import { type Ask, bearer, type Finding, well, wrong } from "./finding.ts";
import { checkMetaApp } from "./meta.ts";

const fields = ["messages", "messaging_postbacks"];
/** Where other apps have conversations as well. */
const shared = ["messaging_handovers", "standby"];

export async function checkMessenger(
  settings: SettingsOf<"messenger">,
  { webhook, ask, now }: { webhook: string; ask: Ask; now: Date },
): Promise<Finding[]> {
  const graph = `${settings.apiUrl ?? "https://graph.facebook.com"}/${graphVersion}`;
  const { findings, app } = await checkMetaApp(
    {
      graph,
      token: {
        variable: "MESSENGER_PAGE_TOKEN",
        value: settings.pageToken,
        permissions: ["pages_messaging"],
      },
      secret: { variable: "MESSENGER_APP_SECRET", value: settings.appSecret },
      webhook: {
        object: "page",
        url: webhook,
        fields: settings.appId === undefined ? fields : [...fields, ...shared],
      },
    },
    ask,
    now,
  );
  // https://developers.facebook.com/docs/graph-api/reference/page/subscribed_apps
  const { body } = await ask(`${graph}/me/subscribed_apps`, bearer(settings.pageToken));
  const apps = (body as { data?: unknown[] } | undefined)?.data ?? [];
  return [
    ...findings,
    ...(settings.appId !== undefined && app !== null && settings.appId !== app
      ? [wrong(`MESSENGER_APP_ID is ${settings.appId}, and the token is of app ${app}`, `set it to ${app}`)]
      : []),
    apps.length > 0
      ? well("the page is subscribed to the app")
      : wrong("the page is subscribed to no app", "add the page in the app's Messenger settings"),
  ];
}
