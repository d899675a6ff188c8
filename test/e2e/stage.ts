import { afterAll, afterEach, beforeAll, beforeEach, describe, jest } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import type { ApiMessage } from "../../channels/web/index.ts";
import { type ChatServer, type Said, startChatServer } from "../fakes/chat-server.ts";
import { type Device, desktop, findChromium, launch, type Visit, visit } from "./browser.ts";
import { demoSite } from "./demo-site.ts";

const chromium = findChromium();
/** A page in a browser takes its time on a machine that does other things too. */
const testTimeoutMs = 60_000;

/** Tests in one browser; each has a fake server and fresh profiles of its own. Skipped where there is no browser. */
export function inBrowser(name: string, tests: (stage: Stage) => void): void {
  (chromium ? describe : describe.skip)(name, () => {
    jest.setTimeout(testTimeoutMs);
    const stage = new Stage();
    beforeAll(() => stage.launch());
    beforeEach(() => stage.start());
    afterEach(() => stage.stop());
    afterAll(() => stage.browser?.close());
    tests(stage);
  });
}

/** A bot of few words, and ways to visit its shop. */
class Stage {
  browser!: Browser;
  server!: ChatServer;
  answers: (message: ApiMessage) => Said[] = echo;
  #visits: Visit[] = [];

  async launch(): Promise<void> {
    this.browser = await launch(chromium!);
  }

  async start(): Promise<void> {
    this.answers = echo;
    this.server = await startChatServer({ answers: (message) => this.answers(message), site: demoSite });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#visits.splice(0).map(({ context }) => context.close()));
    await this.server.close();
  }

  async visit(options: { device?: Device; path?: string; origins?: string[] } = {}): Promise<Visit> {
    const { device = desktop, path = "/chat?lang=fr", origins = [this.server.url] } = options;
    const made = await visit(this.browser, `${this.server.url}${path}`, { device, origins });
    this.#visits.push(made);
    return made;
  }

  /** A visit with the chat open. */
  async open(options: { device?: Device; path?: string } = {}): Promise<Visit & Chat> {
    const made = await this.visit(options);
    await made.page.locator(".launcher").click();
    return { ...made, ...chatOf(made.page) };
  }
}

export type { Stage };

const echo = ({ text }: ApiMessage): Said[] => [{ text: `echo: ${text}` }];

export interface Chat {
  write(text: string): Promise<void>;
  input: Locator;
  bubbles: Locator;
  chips: Locator;
}

export function chatOf(page: Page): Chat {
  const input = page.locator("textarea");
  return {
    input,
    bubbles: page.locator(".row .bubble"),
    chips: page.locator(".log > .choices button"),
    async write(text) {
      await input.fill(text);
      await input.press("Enter");
    },
  };
}

/** Resolves once there are as many messages with this text. */
export async function shows(page: Page, text: string, count = 1): Promise<void> {
  await page.waitForFunction(
    ([text, count]) => {
      const root = document.querySelector("hanout-chat")?.shadowRoot;
      const bubbles = [...(root?.querySelectorAll(".bubble") ?? [])];
      return bubbles.filter((bubble) => bubble.textContent?.trim() === text).length === count;
    },
    [text, count] as const,
  );
}
