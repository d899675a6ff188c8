import type { Order, OrderLine } from "../../models/commerce.ts";
import type { AvailableVariant, Commerce, ProductHit } from "../../models/ports/commerce.ts";
import type { Price } from "../../models/repriced.ts";
import type { CallOutcome, Scene } from "../engine/flow.ts";
import type { Changed } from "./changed.ts";
import type { OwnOrder } from "./prove.ts";

export type Property = "size" | "color" | "quantity";

/** The values of the flow that changes an article of an order. */
export interface ItemValues extends OwnOrder {
  product: string;
  /** The place of the line in the order. */
  line: string;
  /** Of `properties`, or {@link takenOut}. */
  what: string;
  size: string;
  color: string;
  quantity: string;
  /** Of the line's article; null when the shop no longer knows it. */
  hit: ProductHit | null;
  /** As it is to be; null when the article is not made so. */
  wanted: OrderLine | null;
  price: Price;
  agreed: boolean;
  changed: CallOutcome<Changed>;
}

/** It is to be no other: it is to leave the order. */
export const takenOut = "out";

export const properties: readonly Property[] = ["size", "color", "quantity"];

const propertyWords: Record<Property, RegExp> = {
  size: /taille|pointure|size|مقاس|قياس|قياص|نمرة|m9as|l?9yas|taya/iu,
  color: /couleur|colou?r|لون|lo?[uw]?n(?!\p{L})/iu,
  quantity: /quantit|combien|nombre|how many|كمية|عدد|ch7al|kmi+a/iu,
};

export function propertyIn(text: string): Property | null {
  return properties.find((each) => propertyWords[each].test(text)) ?? null;
}

export const lineOf = ({ order, line }: ItemValues): OrderLine =>
  order.lines[Number(line)] ?? order.lines[0]!;

/** The only one, or that of the article, or of the kind of article, that they speak of. */
export async function likelyLine({ values, commerce }: Scene<ItemValues>): Promise<string | undefined> {
  const { product, order } = values;
  if (order.lines.length === 1) return "0";
  if (product === undefined) return undefined;
  const [line, ...others] = await kindOfLines(values, commerce);
  return line && others.length === 0 ? String(order.lines.indexOf(line)) : undefined;
}

/** The lines of an article, or of a kind of article; all of them where none is named. */
export async function kindOfLines(
  { order: { lines }, product }: { order: Pick<Order, "lines">; product?: string },
  { inventory }: Pick<Commerce, "inventory">,
): Promise<OrderLine[]> {
  if (product === undefined) return lines;
  const hits = await Promise.all(
    lines.map(({ productId }) => (productId === undefined ? null : inventory.getProduct(productId))),
  );
  return lines.filter((_, index) => {
    const { id, category } = hits[index]?.product ?? {};
    return id === product || category === product;
  });
}

type Wish = Partial<Pick<ItemValues, Property>>;

/**
 * What is to be other than it is. "La robe rouge" only says which one; a bare number may be a size or a quantity, and a word
 * for "one" may be neither: what was asked for decides.
 */
export function wishOf(values: ItemValues): Wish {
  const line = lineOf(values);
  const isOther = (property: Property): boolean =>
    values[property] !== undefined && values[property] !== String(line[property]);
  const meant = properties.filter((property) => {
    if (values.what === undefined) return isOther(property);
    return isOther(property) && (property === "quantity") === (values.what === "quantity");
  });
  return Object.fromEntries(meant.map((property) => [property, values[property]]));
}

/** The only property that they said something of. */
export function toldProperty({ values }: Scene<ItemValues>): Property | undefined {
  const told = Object.keys(wishOf(values)) as Property[];
  return told.length === 1 ? told[0] : undefined;
}

export const optionsOf = (variants: readonly AvailableVariant[], kind: "size" | "color"): string[] => [
  ...new Set(variants.flatMap((variant) => variant[kind] ?? [])),
];

const isFree = ({ available }: AvailableVariant): boolean => available === null || available > 0;

/** Those in stock that are like what they want but for one property. */
export function othersIn(kind: "size" | "color", values: ItemValues): string[] {
  const line = lineOf(values);
  const kept = kind === "size" ? "color" : "size";
  const wanted = wishOf(values)[kept] ?? line[kept];
  const quantity = Number(wishOf(values).quantity ?? line.quantity);
  const like = values.hit!.variants.filter(
    ({ available, ...variant }) => variant[kept] === wanted && (available === null || available >= quantity),
  );
  return optionsOf(like, kind).filter((value) => value !== line[kind]);
}

export function wantedVariant(values: ItemValues): AvailableVariant | undefined {
  const { color, size } = { ...lineOf(values), ...wishOf(values) };
  return values.hit!.variants.find((variant) => variant.color === color && variant.size === size);
}

export function wantedLine(values: ItemValues): OrderLine | null {
  const line = lineOf(values);
  const variant = wantedVariant(values);
  if (!variant) return null;
  const { sku, color, size, price } = variant;
  const { color: _color, size: _size, ...rest } = line;
  return {
    ...rest,
    sku,
    ...(color !== undefined && { color }),
    ...(size !== undefined && { size }),
    quantity: Number(wishOf(values).quantity ?? line.quantity),
    // What they have already keeps the price it was ordered at.
    unitPrice: sku === line.sku ? line.unitPrice : price,
  };
}

export function linesWith({ order, line, wanted }: ItemValues): OrderLine[] {
  return order.lines.map((each, index) => (index === Number(line) && wanted ? wanted : each));
}

/** Nothing like it is left to choose from. */
export function isLast(values: ItemValues): boolean {
  const { size, color } = wishOf(values);
  const variant = wantedVariant(values);
  if ((size === undefined && color === undefined) || (variant && isFree(variant))) return false;
  return othersIn(size === undefined ? "color" : "size", values).length === 0;
}

/** So many of what they want can be in the order: what is in it already, and what is free. Null: as many as they like. */
export function mostOf(values: ItemValues): number | null {
  const variant = wantedVariant(values);
  if (!variant || variant.available === null) return null;
  return variant.available + (variant.sku === lineOf(values).sku ? lineOf(values).quantity : 0);
}
