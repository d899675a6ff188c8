import type { Order } from "../../models/commerce.ts";
import { inLanguage } from "../../models/language.ts";
import type { Replies } from "../../models/ports/replies.ts";
import type { Return } from "../../models/return.ts";
import type { Shop } from "../../models/shop.ts";
import { fontFile, wrapped, writeLine } from "./line.ts";

/** A6, in points: a sheet of four, or a label printer. https://www.iso.org/standard/36631.html */
const page = { size: "A6", margin: 24 } as const;
/** Wide enough for the scanners of parcel shops: 0.35 mm, in points. */
const barPt = 1;
const barHeightPt = 64;
const lineHeight = 1.5;

/**
 * The label of a return as PDF: who sends it, where to, and its number as Code 128. It is in the shop's first language,
 * for the people who carry and unpack it.
 */
export async function returnLabel(
  { number, orderNumber }: Return,
  { address }: Order,
  { shop, replies }: { shop: Shop; replies: Replies },
): Promise<Buffer> {
  // Most shops never draw one: the libraries are loaded by the first.
  const [{ default: PDFDocument }, { default: jsBarcode }] = await Promise.all([
    import("pdfkit"),
    import("jsbarcode"),
  ]);
  const language = shop.languages[0]!;
  const label = new PDFDocument({ ...page, info: { Title: number } });
  const done = bytesOf(label);
  label.font(await fontFile("400Regular"));
  const direction = language === "ar" ? "rtl" : "ltr";
  const width = label.page.width - 2 * page.margin;
  const line = (text: string, points: number): void => {
    label.fontSize(points);
    for (const one of wrapped(label, text, width, direction)) {
      const { y } = label;
      writeLine(label, one, { x: page.margin, y, width, direction });
      label.x = page.margin;
      label.y = y + points * lineHeight;
    }
  };
  const part = (key: string, lines: (string | undefined)[]): void => {
    line(replies.render(key, language), 8);
    for (const text of lines) if (text) line(text, 11);
    label.moveDown();
  };
  part("return.label.from", [address.name, address.phone]);
  part("return.label.to", [shop.name, inLanguage(shop.address, language), shop.phone]);
  line(replies.render("return.label.order", language, { number: orderNumber }), 11);
  label.moveDown();

  const { encodings } = jsBarcodeOf(jsBarcode, number);
  drawBars(label, encodings[0]!.data);
  label.fontSize(14).text(number, { align: "center" });
  label.end();
  return done;
}

/** "1" is a bar, "0" a gap. https://github.com/lindell/JsBarcode/wiki/Options */
function jsBarcodeOf(
  encode: (target: object, text: string, options: { format: string }) => void,
  text: string,
): { encodings: { data: string }[] } {
  const target = { encodings: [] as { data: string }[] };
  encode(target, text, { format: "CODE128" });
  return target;
}

function drawBars(label: PDFKit.PDFDocument, bars: string): void {
  const left = (label.page.width - bars.length * barPt) / 2;
  for (const { 0: run, index } of bars.matchAll(/1+/g))
    label.rect(left + index * barPt, label.y, run.length * barPt, barHeightPt);
  label.fill();
  label.y += barHeightPt + 4;
  label.x = page.margin;
}

function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  stream.on("end", () => resolve(Buffer.concat(chunks)));
  stream.on("error", reject);
  return promise;
}
