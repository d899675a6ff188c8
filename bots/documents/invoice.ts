import type { Order, OrderLine } from "../../models/commerce.ts";
import { formatDate, formatMoney } from "../../models/format.ts";
import { vatIn } from "../../models/invoice.ts";
import { inLanguage, type Language } from "../../models/language.ts";
import type { Money } from "../../models/money.ts";
import { subtotalMinor } from "../../models/order.ts";
import type { Replies, ReplyParams } from "../../models/ports/replies.ts";
import type { Shop } from "../../models/shop.ts";
import { type Cell, openPaper, type Paper } from "./paper.ts";

export interface InvoiceParts {
  order: Order;
  shop: Shop;
  replies: Replies;
  language: Language;
}

/** An order on paper, as a PDF in one language: who sold what to whom, for how much, and when. */
export async function invoicePdf(parts: InvoiceParts): Promise<Buffer> {
  const { order, shop, replies, language } = parts;
  const say = (key: string, params?: ReplyParams): string => replies.render(key, language, params);
  const money = (amount: Money): string => formatMoney(amount, language);
  const placedAt = new Date(order.placedAt);
  const title = say("invoice.title", { number: order.number });
  const paper = await openPaper(title, language === "ar" ? "rtl" : "ltr", placedAt);

  paper.line(shop.name, { size: 18, bold: true });
  for (const line of [inLanguage(shop.address, language), shop.phone, shop.email, ...shop.invoice.legal])
    paper.line(line);
  paper.gap(24);
  paper.line(title, { size: 14, bold: true });
  paper.line(say("invoice.date", { date: formatDate(placedAt, language, shop.timeZone) }));
  paper.line(say("invoice.customer", { name: order.address.name }));
  paper.gap(16);

  paper.row(
    columns(
      heads.map((key) => say(key)),
      true,
    ),
  );
  paper.rule();
  for (const line of order.lines) paper.row(columns(lineCells(line, parts)));
  paper.rule();
  writeTotals(paper, parts, say, money);
  return paper.end();
}

const heads = ["invoice.item", "invoice.quantity", "invoice.unit_price", "invoice.amount"];

const columns = (texts: string[], bold = false): Cell[] =>
  texts.map((text, index) => ({ text, share: index === 0 ? 5 : 2, at: index === 0 ? "start" : "end", bold }));

function lineCells(line: OrderLine, { replies, language }: InvoiceParts): string[] {
  const variant = [
    line.color && replies.label("color", line.color, language),
    line.size && replies.label("size", line.size, language),
  ].filter(Boolean);
  const { amountMinor, currency } = line.unitPrice;
  return [
    [inLanguage(line.title, language), ...variant].join(language === "ar" ? "، " : ", "),
    String(line.quantity),
    formatMoney(line.unitPrice, language),
    formatMoney({ amountMinor: amountMinor * line.quantity, currency }, language),
  ];
}

function writeTotals(
  paper: Paper,
  { order, shop, replies, language }: InvoiceParts,
  say: (key: string, params?: ReplyParams) => string,
  money: (amount: Money) => string,
): void {
  const { deliveryCost, discount, total, payment } = order;
  const sum = (text: string, amount: string, bold = false): void =>
    paper.row([
      { text, share: 8, at: "end", bold },
      { text: amount, share: 3, at: "end", bold },
    ]);
  const subtotal = { amountMinor: subtotalMinor(order.lines), currency: total.currency };
  sum(say("invoice.subtotal"), money(subtotal));
  if (discount)
    sum(
      say("invoice.discount", { code: discount.code }),
      // After a left-to-right mark, the sign stays before the number.
      `\u200e-${money(discount.amount)}`,
    );
  sum(say("invoice.delivery"), money(deliveryCost));
  sum(say("invoice.total"), money(total), true);
  const { vatPercent } = shop.invoice;
  if (vatPercent !== undefined)
    sum(say("invoice.vat", { percent: vatPercent }), money(vatIn(total, vatPercent)));
  paper.gap(16);
  paper.line(
    say(order.paid ? "invoice.paid" : "invoice.to_pay", {
      payment: replies.render(`payment.${payment}`, language),
    }),
  );
}
