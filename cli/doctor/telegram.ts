import { z } from "zod";
import type { SettingsOf } from "../../bots/channel-settings.ts";
import { type Ask, type Finding, well, wrong } from "./finding.ts";

/** https://core.telegram.org/bots/api#getme */
const Me = z.object({ result: z.looseObject({ username: z.string() }) });
/** https://core.telegram.org/bots/api#webhookinfo */
const WebhookInfo = z.object({
  result: z.looseObject({ url: z.string(), last_error_message: z.string().optional() }),
});

export async function checkTelegram(
  { apiUrl = "https://api.telegram.org", botToken, mode }: SettingsOf<"telegram">,
  { webhook, ask }: { webhook: string; ask: Ask },
): Promise<Finding[]> {
  const bot = `${apiUrl}/bot${botToken}`;
  const { status, body } = await ask(`${bot}/getMe`);
  const me = Me.safeParse(body);
  if (!me.success)
    return [wrong(`TELEGRAM_BOT_TOKEN is not accepted (${status})`, "copy it from @BotFather again")];
  const accepted = well(`the bot is @${me.data.result.username}`);
  const info = WebhookInfo.parse((await ask(`${bot}/getWebhookInfo`)).body).result;
  if (mode === "polling")
    return [
      accepted,
      info.url === ""
        ? well("no webhook is set: the bot can be polled")
        : wrong(
            `the webhook ${info.url} is set, and forbids polling`,
            "start the server, which takes it away",
          ),
    ];
  return [
    accepted,
    info.url === webhook
      ? well(`the webhook is ${webhook}`)
      : wrong(
          info.url === "" ? "no webhook is set" : `the webhook is ${info.url}`,
          "set PUBLIC_URL (https) and start the server, which sets it",
        ),
    ...(info.last_error_message === undefined
      ? []
      : [
          wrong(
            `Telegram's last fault at the webhook: ${info.last_error_message}`,
            "if it is old, nothing; else see docs/channels/telegram.md",
          ),
        ]),
  ];
}
