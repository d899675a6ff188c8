import { readFile } from "node:fs/promises";
import { type Direction, visualRuns } from "./visual-runs.ts";

/** What stands in one line, each in its share of the width; the shares are of their sum. */
export interface Cell {
  text: string;
  share: number;
  /** Where in its share: at the edge from which one reads, or at the other. */
  at?: "start" | "end";
  bold?: boolean;
}

export interface LineStyle {
  /** Points. */
  size?: number;
  bold?: boolean;
  at?: "start" | "end";
}

/** A4 pages that are written from the top down, from left to right or from right to left. */
export interface Paper {
  line(text: string, style?: LineStyle): void;
  /** Cells too narrow for their text have it in several lines. */
  row(cells: Cell[], style?: Pick<LineStyle, "size">): void;
  /** A line across the page. */
  rule(): void;
  /** Points. */
  gap(height: number): void;
  /** The file. */
  end(): Promise<Buffer>;
}

const margin = 50;
const usualSize = 10;
const lineHeight = 1.6;

/** Cairo has Latin and Arabic letters in one hand (SIL Open Font License 1.1): https://fonts.google.com/specimen/Cairo */
const font = (weight: string): Promise<Buffer> =>
  readFile(new URL(import.meta.resolve(`@expo-google-fonts/cairo/${weight}/Cairo_${weight}.ttf`)));

/** @param date when it was made; the same words and date are the same bytes. */
export async function openPaper(title: string, direction: Direction, date: Date): Promise<Paper> {
  const [{ default: PDFDocument }, regular, bold] = await Promise.all([
    import("pdfkit"),
    font("400Regular"),
    font("700Bold"),
  ]);
  const document = new PDFDocument({
    size: "A4",
    margin,
    info: { Title: title, CreationDate: date },
    lang: direction === "rtl" ? "ar" : "fr",
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<void>((resolve, reject) => document.on("end", resolve).on("error", reject));
  document.registerFont("regular", regular).registerFont("bold", bold);
  const { width: pageWidth, height: pageHeight } = document.page;
  const width = pageWidth - 2 * margin;
  let y = margin;

  /** Without features, pdfkit sets word after word from the left, whatever they are. */
  const whole = { lineBreak: false, features: [] };
  /** A phone number stays "+212…" also where one reads from the right. */
  const runsOf = (text: string) => visualRuns(text, /\p{Script=Arabic}/u.test(text) ? direction : "ltr");
  const measure = (text: string): number =>
    runsOf(text).reduce((sum, run) => sum + document.widthOfString(run.text, whole), 0);

  function write(text: string, from: number, space: number, atEnd: boolean): void {
    const isRight = (direction === "rtl") !== atEnd;
    let x = isRight ? from + space - measure(text) : from;
    for (const run of runsOf(text)) {
      document.text(run.text, x, y, whole);
      x += document.widthOfString(run.text, whole);
    }
  }

  function wrapped(text: string, space: number): string[] {
    const lines: string[] = [];
    for (const word of text.split(/\s+/)) {
      const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
      if (lines.length > 0 && measure(longer) <= space) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  function roomFor(height: number): void {
    if (y + height <= pageHeight - margin) return;
    document.addPage();
    y = margin;
  }

  function row(cells: Cell[], { size = usualSize }: Pick<LineStyle, "size"> = {}): void {
    const shares = cells.reduce((sum, { share }) => sum + share, 0);
    const style = (isBold = false) => document.font(isBold ? "bold" : "regular").fontSize(size);
    const set = cells.map((cell) => {
      style(cell.bold);
      const space = (width * cell.share) / shares;
      return { ...cell, space, lines: wrapped(cell.text, space - size) };
    });
    const height = Math.max(...set.map(({ lines }) => lines.length)) * size * lineHeight;
    roomFor(height);
    const top = y;
    let from = direction === "rtl" ? margin + width : margin;
    for (const { lines, space, at, bold: isBold } of set) {
      if (direction === "rtl") from -= space;
      style(isBold);
      for (const [index, line] of lines.entries()) {
        y = top + index * size * lineHeight;
        write(line, from, space, at === "end");
      }
      if (direction === "ltr") from += space;
    }
    y = top + height;
  }

  return {
    line: (text, { size, bold: isBold, at } = {}) =>
      row([{ text, share: 1, ...(at && { at }), ...(isBold && { bold: true }) }], size ? { size } : {}),
    row,
    rule() {
      roomFor(usualSize);
      document
        .moveTo(margin, y + 4)
        .lineTo(margin + width, y + 4)
        .lineWidth(0.5)
        .stroke("#999999");
      y += usualSize;
    },
    gap(height) {
      y += height;
    },
    async end() {
      document.end();
      await finished;
      return Buffer.concat(chunks);
    },
  };
}
