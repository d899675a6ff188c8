import { readFile } from "node:fs/promises";
import { type Direction, visualRuns } from "./visual-runs.ts";

/** Cairo has Latin and Arabic letters in one hand (SIL Open Font License 1.1): https://fonts.google.com/specimen/Cairo */
export const fontFile = (weight: "400Regular" | "700Bold"): Promise<Buffer> =>
  readFile(new URL(import.meta.resolve(`@expo-google-fonts/cairo/${weight}/Cairo_${weight}.ttf`)));

/** Without features, pdfkit sets word after word from the left, whatever they are. */
const whole = { lineBreak: false, features: [] };

/** A phone number stays "+212…" also where one reads from the right. */
const runsOf = (text: string, direction: Direction) =>
  visualRuns(text, /\p{Script=Arabic}/u.test(text) ? direction : "ltr");

/** Points, in the document's font of the moment. */
const widthOf = (document: PDFKit.PDFDocument, text: string, direction: Direction): number =>
  runsOf(text, direction).reduce((sum, run) => sum + document.widthOfString(run.text, whole), 0);

/** A text in lines of at most a width, points; a longer word stands alone. */
export function wrapped(
  document: PDFKit.PDFDocument,
  text: string,
  width: number,
  direction: Direction,
): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(document, longer, direction) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Writes one line into a space, at the edge from which one reads or at the other. */
export function writeLine(
  document: PDFKit.PDFDocument,
  text: string,
  place: { x: number; y: number; width: number; direction: Direction; at?: "start" | "end" },
): void {
  const { direction, at = "start" } = place;
  const isRight = (direction === "rtl") === (at === "start");
  let x = isRight ? place.x + place.width - widthOf(document, text, direction) : place.x;
  for (const run of runsOf(text, direction)) {
    document.text(run.text, x, place.y, whole);
    x += document.widthOfString(run.text, whole);
  }
}
