import { z } from "zod";
import type { SettingsOf } from "../../bots/channel-settings.ts";
import { allowedUpdates } from "../../channels/telegram/update.ts";
import { type Finding, note, parsed, well, wrong } from "./finding.ts";
import type { Place } from "./place.ts";

/** https://core.telegram.org/bots/api#getme */
const Me = z.object({ result: z.looseObject({ username: z.string() }) });
/** https://core.telegram.org/bots/api#webhookinfo */
const WebhookInfo = z.object({
  result: z.looseObject({
    /** Empty: none is set. */
    url: z.string(),
    ip_address: z.string().optional(),
    pending_update_count: z.number().default(0),
    /** Seconds since 1970. */
    last_error_date: z.number().optional(),
    last_error_message: z.string().optional(),
    /** Absent: all that we need, and more. */
    allowed_updates: z.array(z.string()).optional(),
  }),
});
type WebhookInfo = z.infer<typeof WebhookInfo>["result"];

/** A fault is told of for long after it was mended. */
const recentMs = 3_600_000;
/** https://core.telegram.org/bots/api#setwebhook */
const ports = ["", "80", "88", "443", "8443"];

export async function checkTelegram(
  { apiUrl = "https://api.telegram.org", botToken, mode }: SettingsOf<"telegram">,
  { webhook, ask, now }: Place,
): Promise<Finding[]> {
  const bot = `${apiUrl.replace(/\/$/, "")}/bot${botToken}`;
  const { status, body } = await ask(`${bot}/getMe`);
  const me = Me.safeParse(body);
  if (!me.success)
    return [wrong(`TELEGRAM_BOT_TOKEN is not accepted (${status})`, "copy it from @BotFather again")];
  const answer = await ask(`${bot}/getWebhookInfo`);
  const { result: info } = parsed(WebhookInfo, answer, "the webhook of the bot", "ask again in a minute");
  return [
    well(`the bot is @${me.data.result.username}`),
    ...(mode === "polling" ? checkPolling(info) : checkWebhook(info, webhook, now)),
    ...(info.pending_update_count > 0 ? [note(`${info.pending_update_count} updates wait at Telegram`)] : []),
  ];
}

function checkPolling({ url }: WebhookInfo): Finding[] {
  return [
    url === ""
      ? well("no webhook is set: the bot can be polled")
      : wrong(`the webhook ${url} is set, and forbids polling`, "start the server, which takes it away"),
  ];
}

function checkWebhook(info: WebhookInfo, webhook: string, now: Date): Finding[] {
  const { ip_address: ip, allowed_updates: allowed } = info;
  const lead = "set PUBLIC_URL (https) and start the server, which sets it";
  if (info.url !== webhook)
    return [wrong(info.url === "" ? "no webhook is set" : `the webhook is ${info.url}`, lead)];
  const missing = allowed ? allowedUpdates.filter((kind) => !allowed.includes(kind)) : [];
  return [
    well(`the webhook is ${webhook}`),
    ...(webhook.startsWith("https:") && !ports.includes(new URL(webhook).port)
      ? [wrong("Telegram calls ports 443, 80, 88 and 8443 only", "change the port of PUBLIC_URL")]
      : []),
    ...(missing.length > 0
      ? [wrong(`the webhook does not tell of ${missing.join(", ")}`, "start the server, which sets it anew")]
      : []),
    ...(ip === undefined ? [] : [note(`Telegram calls it at ${ip}`)]),
    ...checkFault(info, now),
  ];
}

function checkFault({ last_error_date: at, last_error_message: fault }: WebhookInfo, now: Date): Finding[] {
  if (at === undefined) return [];
  const what = `Telegram's last fault at the webhook, ${new Date(at * 1000).toISOString()}: ${fault ?? "unknown"}`;
  return [
    now.getTime() - at * 1000 < recentMs
      ? wrong(what, "see docs/channels/telegram.md; if it was mended since, nothing")
      : note(what),
  ];
}
