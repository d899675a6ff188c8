import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Message } from "./message.ts";
import { choicesView, draftView, type MessageContext, messageView, typingView } from "./message-view.ts";
import type { Draft } from "./outgoing.ts";

export interface LogContext extends MessageContext {
  shop: string;
  messages: readonly Message[];
  drafts: readonly Draft[];
  typing: boolean;
  restarted: boolean;
  onStarter(text: string): void;
}

/** The conversation so far: what was exchanged, what is on its way, and what may be tapped now. */
export function logView(context: LogContext): TemplateResult {
  const { words, messages, drafts, restarted } = context;
  const choices = drafts.length === 0 ? messages.at(-1)?.choices : undefined;
  return html`
    ${restarted ? html`<p class="notice">${words.restarted}</p>` : nothing}
    ${messages.length + drafts.length === 0 ? welcome(context) : nothing}
    ${repeat(
      [...messages, ...drafts],
      ({ id }) => id,
      (item, index) =>
        "state" in item ? draftView(item, context) : messageView(item, place(messages, index), context),
    )}
    ${context.typing ? typingView(words) : nothing}
    ${choices?.length ? choicesView(choices, context) : nothing}`;
}

/** Whether a message begins or ends a run of messages by one writer. */
function place(messages: readonly Message[], index: number): { first: boolean; last: boolean } {
  const from = messages[index]!.from;
  return { first: messages[index - 1]?.from !== from, last: messages[index + 1]?.from !== from };
}

/** Shown before anything was said; the server is not asked yet. */
const welcome = ({ words, shop, onStarter }: LogContext): TemplateResult => html`
  <div class="welcome">
    <p class="hello">${words.welcomeTitle}</p>
    <p>${words.welcomeText(shop)}</p>
    <div class="choices" role="group" aria-label=${words.suggestions}>
      ${words.starters.map(
        (text) => html`<button type="button" @click=${() => onStarter(text)}>${text}</button>`,
      )}
    </div>
  </div>`;
