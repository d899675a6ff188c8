import type { Language } from "../../models/language.ts";

/** The words of the chat window itself; what the bot says comes from the server. */
export interface Strings {
  openChat: string;
  /** Read by screen readers: the label of the button when messages wait. */
  openUnread(count: number): string;
  close: string;
  subtitle: string;
  languageGroup: string;
  conversation: string;
  welcomeTitle: string;
  welcomeText(shop: string): string;
  starters: string[];
  placeholder: string;
  message: string;
  send: string;
  attach: string;
  removePicture: string;
  pictureTooBig: string;
  pictureWrongType: string;
  picture: string;
  pictureGone: string;
  location: string;
  you: string;
  assistant: string;
  team: string;
  typing: string;
  sending: string;
  failed: string;
  retry: string;
  discard: string;
  offline: string;
  restarted: string;
  suggestions: string;
  products: string;
  previous: string;
  next: string;
  latest: string;
}

export const languageNames: Record<Language, string> = { fr: "Français", ar: "العربية", en: "English" };
/** As they fit three to a header. */
export const shortLanguageNames: Record<Language, string> = { fr: "FR", ar: "ع", en: "EN" };

const fr: Strings = {
  openChat: "Ouvrir la discussion",
  openUnread: (count) =>
    `Ouvrir la discussion (${count} ${count > 1 ? "nouveaux messages" : "nouveau message"})`,
  close: "Fermer la discussion",
  subtitle: "Toujours ouvert",
  languageGroup: "Langue",
  conversation: "Conversation",
  welcomeTitle: "Bonjour !",
  welcomeText: (shop) =>
    `Je suis l'assistant automatique de ${shop}. Produits, tailles, commandes, livraison : écrivez-moi comme vous parlez.`,
  starters: ["Où est ma commande ?", "Je cherche une robe", "Combien coûte la livraison ?"],
  placeholder: "Votre message…",
  message: "Votre message",
  send: "Envoyer",
  attach: "Joindre une photo",
  removePicture: "Retirer la photo",
  pictureTooBig: "Cette photo dépasse 5 Mo. Choisissez-en une plus petite.",
  pictureWrongType: "Choisissez une image PNG, JPEG, WebP ou GIF.",
  picture: "Photo envoyée",
  pictureGone: "La photo ne peut pas être affichée.",
  location: "Position partagée",
  you: "Vous",
  assistant: "Assistant",
  team: "Notre équipe",
  typing: "L'assistant écrit…",
  sending: "Envoi…",
  failed: "Non envoyé",
  retry: "Réessayer",
  discard: "Supprimer",
  offline: "Pas de connexion. Vos messages partiront dès son retour.",
  restarted: "Une nouvelle conversation commence ici.",
  suggestions: "Réponses proposées",
  products: "Produits",
  previous: "Précédents",
  next: "Suivants",
  latest: "Derniers messages",
};

const ar: Strings = {
  openChat: "افتح المحادثة",
  openUnread: (count) => `افتح المحادثة (الرسائل الجديدة: ${count})`,
  close: "أغلق المحادثة",
  subtitle: "مفتوح دائمًا",
  languageGroup: "اللغة",
  conversation: "المحادثة",
  welcomeTitle: "مرحبا بك!",
  welcomeText: (shop) =>
    `أنا المساعد الآلي لمتجر ${shop}. المنتجات والمقاسات والطلبات والتوصيل: اكتب لي كما تتكلم.`,
  starters: ["أين طلبيتي؟", "أبحث عن فستان", "كم ثمن التوصيل؟"],
  placeholder: "اكتب رسالتك…",
  message: "رسالتك",
  send: "أرسل",
  attach: "أرفق صورة",
  removePicture: "أزل الصورة",
  pictureTooBig: "حجم هذه الصورة أكبر من 5 ميغابايت. اختر صورة أصغر.",
  pictureWrongType: "اختر صورة من نوع PNG أو JPEG أو WebP أو GIF.",
  picture: "صورة مرسلة",
  pictureGone: "لا يمكن عرض الصورة.",
  location: "موقع تمت مشاركته",
  you: "أنت",
  assistant: "المساعد",
  team: "فريقنا",
  typing: "المساعد يكتب…",
  sending: "جارٍ الإرسال…",
  failed: "لم تُرسل",
  retry: "أعد المحاولة",
  discard: "احذف",
  offline: "لا يوجد اتصال. ستُرسل رسائلك عند عودته.",
  restarted: "تبدأ هنا محادثة جديدة.",
  suggestions: "أجوبة مقترحة",
  products: "منتجات",
  previous: "السابق",
  next: "التالي",
  latest: "أحدث الرسائل",
};

const en: Strings = {
  openChat: "Open the chat",
  openUnread: (count) => `Open the chat (${count} new ${count > 1 ? "messages" : "message"})`,
  close: "Close the chat",
  subtitle: "Always open",
  languageGroup: "Language",
  conversation: "Conversation",
  welcomeTitle: "Hello!",
  welcomeText: (shop) =>
    `I'm ${shop}'s automatic assistant. Products, sizes, orders, delivery: write to me in your own words.`,
  starters: ["Where is my order?", "I'm looking for a dress", "How much is delivery?"],
  placeholder: "Your message…",
  message: "Your message",
  send: "Send",
  attach: "Attach a picture",
  removePicture: "Remove the picture",
  pictureTooBig: "This picture is over 5 MB. Please pick a smaller one.",
  pictureWrongType: "Please pick a PNG, JPEG, WebP or GIF picture.",
  picture: "Picture sent",
  pictureGone: "The picture cannot be shown.",
  location: "Location shared",
  you: "You",
  assistant: "Assistant",
  team: "Our team",
  typing: "The assistant is typing…",
  sending: "Sending…",
  failed: "Not sent",
  retry: "Try again",
  discard: "Delete",
  offline: "No connection. Your messages will go out when it is back.",
  restarted: "A new conversation begins here.",
  suggestions: "Suggested answers",
  products: "Products",
  previous: "Previous",
  next: "Next",
  latest: "Latest messages",
};

export const strings: Record<Language, Strings> = { fr, ar, en };

/** The language of a tag such as `ar-MA`; French for those we have no words in. */
export function toLanguage(tag: string): Language {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  return isLanguage(primary) ? primary : "fr";
}

const isLanguage = (tag: string): tag is Language => Object.hasOwn(strings, tag);
