import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { desktop, findChromium, launch, phone, visit } from "./browser.ts";

/**
 * Takes the pictures of the README from a running shop:
 * `npm start`, then `node test/e2e/pictures.ts http://localhost:3978`.
 */
const [shop = "http://localhost:3978"] = process.argv.slice(2);
const folder = join(import.meta.dirname, "../../docs/pictures");
const questions = {
  fr: "robe rouge moins de 400",
  ar: "بغيت قفطان",
  en: "do you have sandals under 300?",
};

mkdirSync(folder, { recursive: true });
const browser = await launch(findChromium()!);
for (const [language, question] of Object.entries(questions))
  for (const [name, device] of Object.entries({ phone, desktop })) {
    const { page, context } = await visit(browser, `${shop}/?lang=${language}`, { device, locale: language });
    await page.locator(".launcher").click();
    await page.locator("textarea").fill(question);
    await page.locator("textarea").press("Enter");
    await page.locator(".card img").first().waitFor();
    await page.locator(".typing").waitFor({ state: "detached" });
    await page.waitForLoadState("load");
    await page.screenshot({ path: join(folder, `chat-${language}-${name}.png`) });
    await context.close();
  }
await browser.close();
