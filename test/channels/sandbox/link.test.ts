import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readable } from "../../../sandbox/shown.ts";
import { openStage, type Stage } from "./stage.ts";

// A shopper of one channel shows that they are that of another, with the whole product and every vendor on this machine.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const telegram = "527581170247180";
const lastShown = (channel: Parameters<Stage["shown"]>[0], from: string): string =>
  readable(stage.shown(channel, from).at(-1)!.shows);
const codeIn = (text: string): string => /\b\d{6}\b/.exec(text)![0];

test("a number that never wrote gets an SMS, in the language of who asks; then its orders are theirs", async () => {
  const number = "+212670553218";
  expect(await stage.says("telegram", telegram, "hello, please link my number 0670553218")).toContain(
    "What is the 6-digit code?",
  );
  const sms = lastShown("sms", number);
  expect(sms).toMatch(/Your Dar Lina code: \d{6}\. If this was not you, give it to nobody\./);
  expect(await stage.says("telegram", telegram, codeIn(sms))).toContain(`this conversation and ${number}`);
  expect(lastShown("sms", number)).toContain("Your other conversation is now linked to this one.");
  expect(await stage.says("telegram", telegram, "where is my order?")).toMatch(/order \d{5}/i);
  expect(await stage.says("sms", number, "where is my order?")).toMatch(/order \d{5}/i);
});

test("WhatsApp takes the code while the shopper's day lasts", async () => {
  const number = "+212699000009";
  await stage.says("whatsapp", number, "bonjour");
  const asked = await stage.says("messenger", "5275811702471809", `lier mon numéro ${number}`);
  expect(asked).toContain("Quel est le code à 6 chiffres ?");
  const code = codeIn(lastShown("whatsapp", number));
  expect(await stage.says("messenger", "5275811702471809", code)).toContain("C'est fait");
});

test("an e-mail address is linked from elsewhere, never from an e-mail, whose sender may be anybody", async () => {
  const address = "amina@example.com";
  const from = "5275811702471888";
  expect(await stage.says("email", address, "lier mon numéro 0699000009")).toContain(
    "Par e-mail, je ne peux pas savoir qui écrit.",
  );
  await stage.says("messenger", from, "bonjour");
  expect(await stage.says("messenger", from, "lier mon e-mail amina@example.com")).toContain(address);
  const code = codeIn(lastShown("email", address));
  expect(await stage.says("messenger", from, code)).toContain("C'est fait");
  // The number that Messenger's shopper has shown to be theirs proves nothing of an e-mail.
  const number = "+212661234567";
  await stage.says("whatsapp", number, "bonjour");
  await stage.says("messenger", from, `lier mon numéro ${number}`);
  expect(await stage.says("messenger", from, codeIn(lastShown("whatsapp", number)))).toContain("C'est fait");
  expect(await stage.says("messenger", from, "où est ma commande ?")).toContain("la commande 10042");
  expect(await stage.says("email", address, "où est ma commande 10042 ?")).toContain(
    "quel numéro de téléphone ou e-mail y figure ?",
  );
});
