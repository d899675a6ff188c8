import { fontFile, wrapped, writeLine } from "./line.ts";
import type { Direction } from "./visual-runs.ts";

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

/** @param date when it was made; the same words and date are the same bytes. */
export async function openPaper(title: string, direction: Direction, date: Date): Promise<Paper> {
  const [{ default: PDFDocument }, regular, bold] = await Promise.all([
    import("pdfkit"),
    fontFile("400Regular"),
    fontFile("700Bold"),
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
      return { ...cell, space, lines: wrapped(document, cell.text, space - size, direction) };
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
        writeLine(document, line, { x: from, y, width: space, direction, ...(at && { at }) });
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
