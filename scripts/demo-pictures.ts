/**
 * Draws the pictures of the demo shop: one JPEG for each product of commerce/embedded/demo/catalogue.json, in its
 * first colour. The same catalogue, Chromium and fonts give the same files.
 * Run: node scripts/demo-pictures.ts [path of Chromium]
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { chromium, type Page } from "playwright-core";
import { DemoCatalogue } from "../commerce/embedded/demo-schema.ts";
import { drawings, paintByTag, standing } from "./demo-pictures/drawings.ts";
import { inkFor, paints } from "./demo-pictures/ink.ts";
import { scene } from "./demo-pictures/scene.ts";

const folder = new URL("../commerce/embedded/demo/", import.meta.url);
const SIZE = 480;
const MAX_BYTES = 25_000;
/** The first one whose file is small enough is kept; only busy patterns such as rugs need more than one. */
const jpegQualities = [84, 72, 60, 48];

type Product = DemoCatalogue[number];

function pictureOf(product: Product): string {
  const draw = drawings[product.category];
  if (!draw) throw new Error(`${product.id}: no drawing for category "${product.category}" in drawings.ts`);
  const paint =
    paints[product.variants[0]?.color ?? ""] ?? product.tags.map((tag) => paintByTag[tag]).find(Boolean);
  if (!paint) throw new Error(`${product.id}: no colour; give a tag of it a paint in drawings.ts`);
  return scene(product.id, paint, draw(inkFor(product.tags, paint)), standing.has(product.category));
}

async function smallJpeg(page: Page, id: string): Promise<Buffer> {
  for (const quality of jpegQualities) {
    const jpeg = await page.screenshot({ type: "jpeg", quality });
    if (jpeg.length <= MAX_BYTES) return jpeg;
  }
  throw new Error(`${id}: over ${MAX_BYTES} bytes at the lowest quality; draw it with less detail`);
}

const catalogue = DemoCatalogue.parse(JSON.parse(await readFile(new URL("catalogue.json", folder), "utf8")));
await mkdir(new URL("images/", folder), { recursive: true });

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? "/usr/bin/chromium",
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  for (const product of catalogue) {
    await page.setContent(`<body style="margin:0">${pictureOf(product)}`);
    await writeFile(new URL(`images/${product.id}.jpg`, folder), await smallJpeg(page, product.id));
  }
} finally {
  await browser.close();
}
