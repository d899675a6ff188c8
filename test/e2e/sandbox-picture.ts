import { join } from "node:path";
import { desktop, findChromium, launch, visit } from "./browser.ts";

/**
 * Takes the picture of the README from a sandbox in which nobody has written yet:
 * `npm run sandbox`, then `node test/e2e/sandbox-picture.ts http://127.0.0.1:4000`.
 */
const [sandbox = "http://127.0.0.1:4000"] = process.argv.slice(2);
const browser = await launch(findChromium()!);
const { page } = await visit(browser, sandbox, { device: desktop });

async function write(text: string, answered: string): Promise<void> {
  await page.locator("#text").fill(text);
  await page.locator("#text").press("Enter");
  await page.locator(".shop", { hasText: answered }).last().waitFor();
}

await write("bonjour, une robe rouge à moins de 400 dh ?", "Robe midi Lina en coton");
await write("et où est ma commande ?", "en cours de livraison");
for (const image of await page.locator(".log img").all())
  await image.evaluate((one: HTMLImageElement) => one.decode());
await page.screenshot({ path: join(import.meta.dirname, "../../docs/pictures/sandbox.png") });
await browser.close();
