import { decodeEntities } from "./entities.ts";

/** UTF-16 units that are looked at; styles count as well. */
const mostChars = 150_000;

/** No tag that matters has a longer name. */
const longestName = 20;

/** What a browser shows none of. */
const unseen = new Set(["style", "script", "title", "template"]);
const lines = new Set(
  "address article aside blockquote body center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section table tbody td th thead tr ul".split(
    " ",
  ),
);
const apart = new Set("h1 h2 h3 h4 h5 h6 p".split(" "));

/**
 * The words of an HTML e-mail, line by line. Quoted ones have "> " before them, as in plain text. Takes a time in
 * proportion to the length, whatever is in it.
 */
export function htmlText(html: string): string {
  const page = createPage();
  const source = html.slice(0, mostChars);
  const markup = /<(?=[a-z/!?])/gi;
  let at = 0;
  while (at < source.length) {
    markup.lastIndex = at;
    const open = markup.exec(source)?.index ?? source.length;
    page.write(source.slice(at, open));
    at = pass(source, open, page);
  }
  return page.text();
}

/** @returns where to read on after the markup that begins at `open` */
function pass(source: string, open: number, page: Page): number {
  if (source.startsWith("<!--", open)) return after(source, "-->", open);
  const end = after(source, ">", open);
  const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(source.slice(open, open + longestName));
  if (!tag) return end;
  const name = tag[2]!.toLowerCase();
  const isEnd = tag[1] === "/";
  page.tag(name, isEnd);
  return unseen.has(name) && !isEnd ? endOfElement(source, name, end) : end;
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
}

function endOfElement(source: string, name: string, from: number): number {
  const end = new RegExp(`</${name}`, "gi");
  end.lastIndex = from;
  const found = end.exec(source);
  return found ? after(source, ">", found.index) : source.length;
}

interface Page {
  write(words: string): void;
  tag(name: string, isEnd: boolean): void;
  text(): string;
}

function createPage(): Page {
  const done: string[] = [];
  let line = "";
  let depth = 0;

  function breakLine(): void {
    done.push((depth > 0 ? "> " : "") + line.replace(/\s+/g, " ").trim());
    line = "";
  }
  function endLine(): void {
    if (line.trim() !== "") breakLine();
  }

  return {
    write(words) {
      line += decodeEntities(words);
    },
    tag(name, isEnd) {
      if (name === "br") breakLine();
      if (!lines.has(name)) return;
      endLine();
      if (apart.has(name) && done.at(-1) !== "") done.push("");
      if (name === "blockquote") depth = Math.max(0, depth + (isEnd ? -1 : 1));
      if (name === "li" && !isEnd) line = "- ";
    },
    text() {
      endLine();
      return done
        .join("\n")
        .replace(/\n{3,}/g, "\n\n")
        .trim();
    },
  };
}
