/** The channels, with shoppers to begin with. The numbers of the first two are on orders of the demo shop. */
const numbers = [
  { from: "+212661234567", name: "Amina", language: "fr" },
  { from: "+212670553218", name: "خديجة", language: "ar" },
  { from: "+14155550100", name: "Emma", language: "en" },
];
const ids = (first) =>
  numbers.map(({ name, language }, at) => ({ from: String(first + at), name, language }));
const mails = [
  { from: "amina@example.com", name: "Amina", language: "fr" },
  { from: "khadija.ouazzani@example.org", name: "خديجة", language: "ar" },
  { from: "emma@example.net", name: "Emma", language: "en" },
];
const everything = ["image", "file", "voice", "sticker", "location", "contact", "react", "blocks"];

export const channels = [
  { channel: "whatsapp", title: "WhatsApp", people: [...numbers], deeds: [...everything, "consent"] },
  {
    channel: "messenger",
    title: "Messenger",
    people: ids(5275811702471834),
    deeds: [...everything.filter((deed) => deed !== "contact"), "ad", "inbox"],
  },
  { channel: "telegram", title: "Telegram", people: ids(1111111), deeds: ["start", ...everything] },
  { channel: "sms", title: "SMS", people: [...numbers], deeds: ["image"] },
  {
    channel: "twilio-whatsapp",
    title: "WhatsApp by Twilio",
    people: [...numbers],
    deeds: ["image", "file", "voice", "location"],
  },
  { channel: "email", title: "E-mail", people: mails, deeds: ["image", "file"] },
  { channel: "bot-framework", title: "Bot Framework", people: ids(7001), deeds: ["image", "file"] },
];

/** What the buttons below the field do. */
export const deeds = {
  start: { label: "/start", deed: { text: "/start" } },
  image: { label: "Picture", deed: { image: true } },
  file: { label: "File", deed: { file: { name: "facture.pdf" } } },
  voice: { label: "Voice message", deed: { voice: true } },
  sticker: { label: "Sticker", deed: { sticker: true } },
  location: { label: "Location", deed: { location: { latitude: 34.0209, longitude: -6.8416 } } },
  contact: { label: "Contact", deed: { contact: { phone: "+212661234567" } } },
  ad: { label: "Write by an ad", deed: { ad: "Bonjour" } },
  inbox: {
    label: "Inbox takes over",
    deed: { inbox: "takes" },
    back: { label: "Inbox gives back", deed: { inbox: "passes" } },
  },
  react: { label: "👍", deed: { react: "👍" } },
  blocks: { label: "Block", deed: { blocks: true }, back: { label: "Unblock", deed: { blocks: false } } },
  consent: {
    label: "Stop offers",
    deed: { wantsMessages: false },
    back: { label: "Resume offers", deed: { wantsMessages: true } },
  },
};

/** As the vendor writes addresses, which is how the messages have them. */
export function addressOf({ channel }, { from }) {
  if (channel === "whatsapp") return from.replace("+", "");
  return channel === "twilio-whatsapp" ? `whatsapp:${from}` : from;
}

/** Adds a shopper to a channel, by the address as one writes it or as the vendor does. @returns whether they were new */
export function meet(channel, address) {
  const bare = address.replace("whatsapp:", "");
  const from = channel.channel === "whatsapp" && /^\d+$/.test(bare) ? `+${bare}` : bare;
  if (channel.people.some((person) => person.from === from)) return false;
  channel.people = [...channel.people, { from, name: from }];
  return true;
}
