const latin = String.raw`\b(?:wh?a?t+s* ?ap+\w*|wtsp|sms|telegram|messenger|e-?mail|mail)\b`;
const arabic = "(?:واتس ?[ا]?ب|تلغرام|تلي?جرام|ماسنجر|مسنجر|ايميل|البريد)";

/** By what is tied together, or by who is there as well; in small letters, without accents and signs of vowels. */
const patterns = [
  // "Lier mon numéro", "relier cette conversation à mon WhatsApp"
  String.raw`\b(?:re)?(?:lie|associe|rattache)[rz]?\b.{0,25}(?:\b(?:numero|compte|conversation|telephone)|${latin})`,
  // "C'est moi aussi sur WhatsApp", "je vous écris aussi par mail"
  String.raw`^(?=.*\baussi\b).*\b(?:c.est (?:aussi )?moi|je (?:vous )?(?:ecris|parle|contacte)|je suis)\b.{0,25}${latin}`,
  // "Link my account"; not "the link to my account"
  String.raw`(?<!\b(?:the|a|this|that|your|payment|tracking) )\b(?:link|merge|connect)(?: \w+){0,3} my (?:\w+ )?(?:\b(?:number|phone|account|chat|conversation)|${latin})`,
  // "It's me on WhatsApp too"
  String.raw`^(?=.*\b(?:too|also|as well)\b).*\b(?:it.?s (?:also )?me|i.?m|i am|i (?:also )?(?:write|text|message|chat))\b.{0,25}${latin}`,
  // "اربط رقمي", "بغيت نربط الواتساب"
  String.raw`(?:^|[^\p{L}])(?:ا|ن)?ربط.{0,15}(?:رقم|حساب|هاتف|نمرت|محادث|${arabic})`,
  // "أنا أيضا على واتساب", "حتى أنا فالواتساب"
  `(?:انا (?:ايضا|كمان|برضو|حتى|زاده|تاني)|(?:حتى|كمان|برضو) انا|(?:ا|ن)كتب.{0,10}(?:ايضا|كمان)).{0,15}${arabic}`,
  // "bghit nrbet ra9mi", "ana 7ta f whatsapp"
  String.raw`\bn?r(?:a)?be?t\b.{0,20}(?:\b(?:n[eo]?mr|numero|ra[9q]m|kont|compte)|${latin})`,
  String.raw`\b(?:ana (?:7ta|hta|tani|zada|kaman|aussi)|(?:7ta|hta|kaman) ana)(?: \w{1,4}){0,2} ${latin}`,
].map((pattern) => new RegExp(pattern, "u"));

/** Whether somebody says that they write on another channel as well, or wants both to be one. */
export function asksToLink(text: string): boolean {
  const plain = text.slice(0, 300).normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  return patterns.some((pattern) => pattern.test(plain));
}
