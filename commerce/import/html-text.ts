const named: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  eacute: "é",
  egrave: "è",
  ecirc: "ê",
  agrave: "à",
  acirc: "â",
  ccedil: "ç",
  icirc: "î",
  ocirc: "ô",
  ugrave: "ù",
  rsquo: "’",
  lsquo: "‘",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  euro: "€",
  deg: "°",
};

/** Descriptions are shown in a chat: what is longer than this was never meant for it. */
const maxChars = 20_000;

/** What a browser would show of a product's HTML, as plain text with its line breaks. */
export function htmlToText(html: string): string {
  return html
    .slice(0, maxChars)
    .replace(/<(script|style)\b[^<]*(?:<(?!\/\1)[^<]*)*<\/\1\s*>/gi, "")
    .replace(/\s+/g, " ")
    .replace(/<li\b[^<>]*>/gi, "\n- ")
    .replace(/<(?:br|\/?(?:p|div|ul|ol|h[1-6]|tr|table))\b[^<>]*>/gi, "\n")
    .replace(/<\/?[a-z!][^<>]*>/gi, "")
    .replace(
      /&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi,
      (entity, name: string) => decodeEntity(name) ?? entity,
    )
    .replace(/[^\S\n]*\n\s*/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

function decodeEntity(name: string): string | undefined {
  if (!name.startsWith("#")) return named[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
    ? String.fromCodePoint(code)
    : undefined;
}
