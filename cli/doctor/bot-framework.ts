import { z } from "zod";
import type { Config } from "../../bots/config.ts";
import { type Ask, type Finding, note, well, wrong } from "./finding.ts";

const Token = z.object({ access_token: z.string() });
/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const Refusal = z.object({ error_codes: z.array(z.number()) });

/** A bot of many tenants is known in this one. */
const everybodys = "botframework.com";

/**
 * Whether Microsoft gives the token with which answers are sent; nothing is sent.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export async function checkBotFramework(
  { appId, password, tenantId = everybodys }: NonNullable<Config["microsoft"]>,
  { endpoint, ask }: { endpoint: string; ask: Ask },
): Promise<Finding[]> {
  const { status, body } = await ask(
    `https://login.microsoftonline.com/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
    {},
    {
      grant_type: "client_credentials",
      client_id: appId,
      client_secret: password,
      scope: "https://api.botframework.com/.default",
    },
  );
  if (Token.safeParse(body).success)
    return [
      well("MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD are accepted"),
      note(`only Azure shows the bot's Messaging endpoint: it has to be ${endpoint}`),
    ];
  const code = Refusal.safeParse(body).data?.error_codes[0];
  const known = code === undefined ? undefined : refusals[code];
  if (known) return [known];
  return [
    wrong(
      `no token is given for MICROSOFT_APP_ID (${status}${code === undefined ? "" : `, AADSTS${code}`})`,
      "compare all three MICROSOFT_ variables with the bot's Configuration in Azure",
    ),
  ];
}

const unknownApp = wrong(
  "MICROSOFT_APP_ID is not known in this tenant",
  "copy the Microsoft App ID; a bot of a single tenant needs MICROSOFT_APP_TENANT_ID, one of many must have none",
);
const unknownTenant = wrong(
  "MICROSOFT_APP_TENANT_ID is no tenant",
  "copy the App Tenant ID from the bot's Configuration in Azure",
);

const refusals: Readonly<Record<number, Finding>> = {
  7000215: wrong(
    "MICROSOFT_APP_PASSWORD is not accepted",
    "copy the client secret's Value, not its Secret ID; where it is no longer shown, make another",
  ),
  7000222: wrong("MICROSOFT_APP_PASSWORD is over", "make another client secret in Azure"),
  700016: unknownApp,
  7000229: unknownApp,
  90002: unknownTenant,
  900023: unknownTenant,
};
