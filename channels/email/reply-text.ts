import {
  attributionAt,
  bare,
  isHeaderBlock,
  isOriginalMark,
  isPicturePlace,
  isProgramNote,
  isQuoted,
  isSignatureMark,
  namesMessage,
} from "./quote-marks.ts";

/** UTF-16 units that are looked at. */
const mostChars = 100_000;

/**
 * What somebody wrote in an e-mail, without what it answers and without signature: as Gmail, Outlook, Apple Mail, Yahoo
 * and Thunderbird write them in English, French and Arabic. Answers between the quoted lines, and below them, are kept.
 * Empty when there is nothing else.
 */
export function replyText(text: string): string {
  const written = text.slice(0, mostChars).split(/\r\n|\r|\n/);
  const own = ownLines(
    written,
    written.map((line) => bare(line)),
  );
  return withoutNotes(own)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function ownLines(written: readonly string[], lines: readonly string[]): string[] {
  const own: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    if (isSignatureMark(line) || isOriginalMark(line) || isHeaderBlock(lines, at)) break;
    const attribution = attributionAt(lines, at);
    const isAboveQuote = attribution !== null && isQuoted(nextWords(lines, at + attribution.lines));
    if (attribution && !isAboveQuote && namesMessage(attribution.text)) break;
    if (attribution && isAboveQuote) {
      at += attribution.lines;
      continue;
    }
    if (!isQuoted(line) && !isPicturePlace(line)) own.push(written[at]!.trimEnd());
    at += 1;
  }
  return own;
}

function nextWords(lines: readonly string[], from: number): string {
  let at = from;
  while (lines[at] === "") at += 1;
  return lines[at] ?? "";
}

/** Programs put theirs below the words. */
function withoutNotes(lines: readonly string[]): string[] {
  let end = lines.length;
  while (end > 0 && (bare(lines[end - 1]!) === "" || isProgramNote(bare(lines[end - 1]!)))) end -= 1;
  return lines.slice(0, end);
}
