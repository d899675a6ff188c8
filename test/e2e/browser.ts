import { accessSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const candidates = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Where Chromium is on this machine; null, and a line that says so, if it is not. */
export function findChromium(): string | null {
  const found = candidates.find((path) => path !== undefined && exists(path));
  if (!found) console.warn("No Chromium found: browser tests are skipped. Install it or set CHROMIUM_PATH.");
  return found ?? null;
}

function exists(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
export const desktop = { viewport: { width: 1280, height: 800 } };
export type Device = typeof phone | typeof desktop;

/** A browser window, with what went wrong in it so far. */
export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Errors of scripts and violations of the page's content policy. */
  errors: string[];
  /** Addresses of other servers that were asked for something. */
  foreign: string[];
}

/** Opens an address of one of `origins` in a fresh profile, without animations. */
export async function visit(
  browser: Browser,
  address: string,
  options: { device?: Device; locale?: string; origins?: string[] } = {},
): Promise<Visit> {
  const { device = desktop, locale = "fr-MA", origins = [new URL(address).origin] } = options;
  const context = await browser.newContext({ ...device, locale, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  const foreign: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) errors.push(message.text());
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "blob:" && protocol !== "data:" && !origins.includes(origin))
      foreign.push(request.url());
  });
  await page.goto(address);
  return { context, page, errors, foreign };
}

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Rules of WCAG 2.2 A and AA, and good practice, that the page breaks: `rule: element`. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axePath, "utf8"));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
    );
  });
}
