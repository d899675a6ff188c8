import { z } from "zod";
import type { SettingsOf } from "../../bots/channel-settings.ts";
import { addressOf } from "../../channels/email/mailbox.ts";
import { type Ask, bearer, type Finding, well, wrong } from "./finding.ts";

/** https://resend.com/docs/api-reference/domains/list-domains */
const Domains = z.object({ data: z.array(z.looseObject({ name: z.string(), status: z.string() })) });
/** https://resend.com/docs/api-reference/webhooks/list-webhooks */
const Webhooks = z.object({
  data: z.array(
    z.looseObject({ endpoint: z.string(), status: z.string(), events: z.array(z.string()).nullish() }),
  ),
});

export async function checkResend(
  { apiUrl = "https://api.resend.com", apiKey, from }: SettingsOf<"resend">,
  { webhook, ask }: { webhook: string; ask: Ask },
): Promise<Finding[]> {
  const answer = await ask(`${apiUrl}/domains`, bearer(apiKey));
  const domains = Domains.safeParse(answer.body);
  if (!domains.success)
    return [wrong(`RESEND_API_KEY is not accepted (${answer.status})`, "make a key with full access")];
  const host = addressOf(from)!.split("@")[1]!;
  const domain = domains.data.data.find(({ name }) => name === host);
  const listed = Webhooks.safeParse((await ask(`${apiUrl}/webhooks`, bearer(apiKey))).body);
  return [
    well("RESEND_API_KEY is accepted"),
    domain?.status === "verified"
      ? well(`${host} is verified`)
      : wrong(
          domain ? `${host} is ${domain.status}` : `${host} of RESEND_FROM is not among the domains`,
          "add the domain and its DNS records in Resend",
        ),
    checkWebhook(listed.data?.data ?? [], webhook),
  ];
}

function checkWebhook(listed: z.infer<typeof Webhooks>["data"], url: string): Finding {
  const found = listed.find(({ endpoint }) => endpoint === url);
  if (!found) return wrong(`no webhook calls ${url}`, "add it in Resend, with all events of e-mails");
  if (found.status !== "enabled") return wrong(`the webhook is ${found.status}`, "enable it in Resend");
  return found.events && !found.events.includes("email.received")
    ? wrong("the webhook does not tell of e-mails that come in", "add email.received to its events")
    : well(`the webhook is ${url}`);
}
