import { describe, expect, test } from "@jest/globals";
import { asksToLink } from "../../dialogs/talk/link-words.ts";

describe("who writes on another channel as well", () => {
  test.each([
    "c'est moi aussi sur WhatsApp, mon numéro est 0661234567",
    "C’est aussi moi sur Messenger",
    "je vous écris aussi par mail",
    "je suis aussi sur whats app",
    "lier mon numéro",
    "pouvez-vous relier cette conversation à mon whatsapp ?",
    "rattacher mon compte",
    "lier mon e-mail",
    "link my account",
    "please link my whatsapp",
    "can you link this chat to my whatsapp?",
    "can you merge my two chats?",
    "it's me on whatsapp too",
    "I'm also on Telegram",
    "i write to you on whatsapp as well",
    "اربط رقمي",
    "اربط الإيميل",
    "بغيت نربط الواتساب ديالي",
    "أريد ربط حسابي",
    "أنا أيضا على واتساب",
    "حتى أنا فالواتساب",
    "bghit nrbet ra9mi",
    "bghit nrbt nmirti m3a whatsapp",
    "ana 7ta f whatsapp",
    "ana hta f whatssap",
    "7ta ana f whatsapp",
    "أكتب لكم أيضا على تلغرام",
  ])("%s", (text) => expect(asksToLink(text)).toBe(true));
});

describe("who means something else", () => {
  test.each([
    "vous êtes aussi sur WhatsApp ?",
    "quel est votre numéro WhatsApp ?",
    "je vous ai écrit aussi sur WhatsApp et personne ne répond",
    "mon numéro de commande est 10042",
    "avez-vous un compte Instagram ?",
    "la robe est liée à la taille ?",
    "le tissu est relié ?",
    "link my store card with my online account",
    "send me the payment link to my phone",
    "the tracking link in my e-mail does not work",
    "can I join my order by phone",
    "are you on WhatsApp too?",
    "أين رابط حسابي؟",
    "واش عندكم واتساب؟",
    "أنا لم أستلم شيئا حتى الآن بالبريد",
    "أنا أنتظر حتى الآن الرد على واتساب",
    "ana kantsenna hta l daba f whatsapp",
    "fin rbat",
    "livraison l rabat b whatsapp",
    "wach kayn whatsapp?",
  ])("%s", (text) => expect(asksToLink(text)).toBe(false));
});
