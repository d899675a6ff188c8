import { expect, test } from "@jest/globals";
import { type Answers, type Asked, examined, faultsOf, notesOf, origin } from "./examined.ts";

const microsoft = { MICROSOFT_APP_ID: "00001111-aaaa", MICROSOFT_APP_PASSWORD: "bot~password" };
const login = (tenant: string) => `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
const given = { body: { token_type: "Bearer", expires_in: 86_399, access_token: "eyJ0eXAi.token" } };
const refused = (status: number, code: number): Answers[string] => ({
  status,
  body: { error: "invalid_client", error_description: `AADSTS${code}: …`, error_codes: [code] },
});

test("a token is asked for as the bot asks for it, of its tenant", async () => {
  const asked: Asked[] = [];
  const env = { ...microsoft, MICROSOFT_APP_TENANT_ID: "aaaabbbb-0000" };
  const found = await examined(env, { [login("aaaabbbb-0000")]: given }, { asked });
  expect(faultsOf(found, "bot-framework")).toEqual([]);
  expect(notesOf(found, "bot-framework")).toEqual([
    `only Azure shows the bot's Messaging endpoint: it has to be ${origin}/api/messages`,
  ]);
  expect(asked.find(({ url }) => url.startsWith("https://login"))!.form).toEqual({
    grant_type: "client_credentials",
    client_id: "00001111-aaaa",
    client_secret: "bot~password",
    scope: "https://api.botframework.com/.default",
  });
});

test("a bot of many tenants is known in the Bot Framework's own", async () => {
  expect(
    faultsOf(await examined(microsoft, { [login("botframework.com")]: given }), "bot-framework"),
  ).toEqual([]);
});

test("what Microsoft refuses is told by the variable to be mended", async () => {
  const faults = async (answer: Answers[string]) =>
    faultsOf(await examined(microsoft, { [login("botframework.com")]: answer }), "bot-framework");
  expect(await faults(refused(401, 7000215))).toEqual([
    "MICROSOFT_APP_PASSWORD is not accepted → copy the client secret's Value, not its Secret ID; where it is no longer shown, make another",
  ]);
  expect(await faults(refused(401, 7000222))).toEqual([
    "MICROSOFT_APP_PASSWORD is over → make another client secret in Azure",
  ]);
  expect(await faults(refused(400, 700016))).toEqual([
    "MICROSOFT_APP_ID is not known in this tenant → copy the Microsoft App ID; a bot of a single tenant needs MICROSOFT_APP_TENANT_ID, one of many must have none",
  ]);
  expect(await faults(refused(400, 50034))).toEqual([
    "no token is given for MICROSOFT_APP_ID (400, AADSTS50034) → compare all three MICROSOFT_ variables with the bot's Configuration in Azure",
  ]);
});
