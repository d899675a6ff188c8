/** Signs that only steer the direction of letters; mail programs put them around names in Arabic. */
const directionMarks = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A line as the rules below read it. */
export const bare = (line: string): string => line.replace(directionMarks, "").trim();

export const isQuoted = (line: string): boolean => line.startsWith(">");

const mostAttributionLines = 4;
const mostAttributionChars = 500;

/**
 * "On Fri, Nov 20, 2026 at 10:00 AM Dar Lina <…> wrote:", which Gmail breaks over several lines.
 * @returns null when there is none at that place
 */
export function attributionAt(lines: readonly string[], at: number): { lines: number; text: string } | null {
  let text = "";
  for (let count = 1; count <= mostAttributionLines && at + count <= lines.length; count += 1) {
    const line = lines[at + count - 1]!;
    if (line === "") return null;
    text = text === "" ? line : `${text} ${line}`;
    if (text.length > mostAttributionChars || (count === 1 && !attributionStart.test(text))) return null;
    if (attributions.some((form) => form.test(text))) return { lines: count, text };
  }
  return null;
}

const attributionStart = /^(?:On|Le|في|بتاريخ|يوم)\s|<[^<>\s]+@|^\d{4}-\d\d-\d\d\s/i;
const attributions: readonly RegExp[] = [
  /\swrote\s?:$/i,
  /\sa [ée]crit\s?:$/i,
  /^(?:في|بتاريخ|يوم)\s.*(?:كتب|كتابة).*:$/,
  // Gmail of before 2020.
  /^\d{4}-\d\d-\d\d\s.*<[^<>\s]+@[^<>\s]+>\s?:$/,
];

/** Says who wrote, or when to the minute: somebody who tells what another person wrote does neither. */
export const namesMessage = (attribution: string): boolean =>
  attribution.includes("@") ||
  (/\p{Nd}{4}/u.test(attribution) && /\p{Nd}\s?[:h.٫]\s?\p{Nd}{2}/u.test(attribution));

const mostHeaderLines = 8;
/** Between the lines of a header there may be marks of bold. */
const headerLine = (names: string): RegExp => new RegExp(`^\\*{0,2}(?:${names})\\*{0,2}\\s?:`, "i");
const fromLine = headerLine("From|De|من");
const sentLine = headerLine("Sent|Date|Envoyée?|تم الإرسال|أُ?رسلت?|التاريخ|تاريخ الإرسال");
const subjectLine = headerLine("Subject|Objet|Sujet|الموضوع|موضوع");

/** "From: … Sent: … To: … Subject: …": Outlook, and others since, put it above what they quote. */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!fromLine.test(lines[at]!)) return false;
  const others = lines.slice(at + 1, at + mostHeaderLines);
  return [sentLine, subjectLine].every((form) => others.some((line) => form.test(line)));
}

/** "-----Message d'origine-----". */
export const isOriginalMark = (line: string): boolean =>
  /^[-_]{2,} ?(?:Original Message|Message d['’]origine|Message original|رسالة أصلية|الرسالة الأصلية) ?[-_]{2,}$/i.test(
    line,
  );

/** https://www.rfc-editor.org/rfc/rfc3676#section-4.3, from which some programs take the space at the end. */
export const isSignatureMark = (line: string): boolean => line === "--";

const mostNoteChars = 120;
const noteStart =
  "Sent (?:from|via|with)|Get|Envoyé (?:de|depuis|à partir de|avec|via)|Téléchargez?|Télécharger|Obtenez|Obtenir|Provenance\\s?:|أُ?رسلت?|مُ?رسلة?|تم الإرسال|احصل على|الحصول على";
const programs =
  "iPhone|iPad|iOS|Android|Outlook|Yahoo|Gmail|Windows|Samsung|Galaxy|Huawei|Xiaomi|Redmi|BlackBerry|Orange|Proton|Mail|Courrier|mobile|smartphone|téléphone|phone|هاتف|هاتفي|جوال|جوالي|الهاتف|الجوال";
const note = new RegExp(
  `^(?:(?:${noteStart})\\s.{0,50}(?:${programs})[^.,;!?]{0,16}\\.?\\s?(?:<\\S*>)?|Yahoo Mail\\s?:.{0,60})$`,
  "i",
);

/** "Envoyé de mon iPhone", "Get Outlook for iOS", or a line that was drawn. */
export const isProgramNote = (line: string): boolean =>
  line.length <= mostNoteChars && (note.test(line) || /^[-_=*—]{3,}$/.test(line));

/** Where a picture stood in the HTML. */
export const isPicturePlace = (line: string): boolean => /^\[(?:image|cid)\s?:[^\]]*\]$/i.test(line);
