import type { CardPart, Part } from "./parts.ts";

/**
 * Parts as an HTML page with all styles in it, for mail programs fetch none. It names no colours but half-transparent
 * grey, so that it can be read in dark mode as well. https://www.caniemail.com
 */
export function htmlPage(parts: readonly Part[], locale: string): string {
  const language = locale.slice(0, 2);
  const direction = language === "ar" ? "rtl" : "ltr";
  const font =
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5";
  return [
    `<!doctype html><html lang="${escaped(language)}" dir="${direction}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"></head>',
    `<body style="margin:0;padding:16px"><div lang="${escaped(language)}" dir="${direction}" style="max-width:600px;${font}">`,
    ...parts.map(htmlOf),
    "</div></body></html>",
  ].join("");
}

function htmlOf(part: Part): string {
  switch (part.kind) {
    case "words":
      return paragraphs(part.text);
    case "picture":
      return part.url === null
        ? paragraphs(part.alt)
        : `<p style="margin:0 0 16px">${picture(part.url, part.alt)}${escaped(part.caption)}</p>`;
    case "file":
      return part.url === null
        ? paragraphs(part.name)
        : `<p style="margin:0 0 16px">${link(part.url, part.name)}</p>`;
    case "card":
      return card(part);
    case "choices":
      return `<ol start="${part.from}">${part.titles.map((title) => `<li>${escaped(title)}</li>`).join("")}</ol>`;
  }
}

/** A table, which every mail program draws alike. */
function card({ number, title, details, picture: url }: CardPart): string {
  const name = escaped(number === null ? title : `${number}. ${title}`);
  return [
    '<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;margin:0 0 12px;border:1px solid rgba(128,128,128,.4);border-radius:8px"><tr><td style="padding:12px">',
    url === null ? "" : `<div style="margin:0 0 8px">${picture(url, title)}</div>`,
    `<strong>${name}</strong>${details && `<br>${escaped(details)}`}`,
    "</td></tr></table>",
  ].join("");
}

const picture = (url: string, alt: string): string =>
  `<img src="${escaped(url)}" alt="${escaped(alt)}" width="280" style="display:block;width:280px;max-width:100%;height:auto;border-radius:8px">`;

const link = (url: string, name: string): string => `<a href="${escaped(url)}">${escaped(name)}</a>`;

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => `<p style="margin:0 0 16px">${paragraph.split("\n").map(linked).join("<br>")}</p>`)
    .join("");

/** Not the sign that ends the sentence. */
const address = /https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?()[\]«»…؟،]/g;

/** Addresses can be followed; not every mail program finds them by itself. */
function linked(line: string): string {
  const found = [...line.matchAll(address)];
  const between = line.split(address).map(escaped);
  return between
    .map((words, place) => words + (found[place] ? link(found[place][0], found[place][0]) : ""))
    .join("");
}

/** Everything that comes from people or from the shop goes through here. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!);

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
