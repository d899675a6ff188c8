import { html, nothing, type TemplateResult } from "lit";
import { until } from "lit/directives/until.js";
import { type CardsContext, cardsView } from "./cards.ts";
import { directionOf } from "./direction.ts";
import { linkify, timeOfDay, webAddress } from "./format.ts";
import type { Choice, Message } from "./message.ts";
import type { Draft } from "./outgoing.ts";

export interface MessageContext extends CardsContext {
  language: string;
  /** Address of a picture of the shopper, for as long as the page lives. */
  pictureUrl(messageId: string, mediaId?: string): Promise<string>;
  onRetry(id: string): void;
  onDiscard(id: string): void;
}

/** A message of the conversation. `first` and `last` say where it stands among those of the same writer. */
export function messageView(
  message: Message,
  { first, last }: { first: boolean; last: boolean },
  context: MessageContext,
): TemplateResult {
  const { words, language } = context;
  const author = { bot: words.assistant, staff: words.team, shopper: words.you }[message.from];
  return html`
    <div class="row ${message.from}">
      ${
        message.from === "staff" && first
          ? html`<p class="author">${author}</p>`
          : html`<span class="unseen">${author}: </span>`
      }
      ${message.text ? bubble(message.text) : nothing}
      ${message.location ? bubble(`📍 ${words.location}`) : nothing}
      ${shopPicture(message, context)}
      ${message.attachments?.map(({ mediaId }) => shopperPicture(message.id, mediaId, context))}
      ${message.cards?.length ? cardsView(message.cards, context) : nothing}
      ${last ? html`<time datetime=${message.at}>${timeOfDay(message.at, language)}</time>` : nothing}
    </div>`;
}

/** A message on its way, with what became of it. */
export function draftView(draft: Draft, context: MessageContext): TemplateResult {
  const { words, onRetry, onDiscard } = context;
  return html`
    <div class="row shopper ${draft.state}">
      <span class="unseen">${words.you}: </span>
      ${draft.text ? bubble(draft.text) : nothing}
      ${draft.hasPicture ? shopperPicture(draft.id, undefined, context) : nothing}
      ${draft.state === "pending" ? html`<span class="state">${words.sending}</span>` : nothing}
      ${
        draft.state === "failed"
          ? html`
              <span class="state failed">
                ${words.failed} ·
                <button type="button" @click=${() => onRetry(draft.id)}>${words.retry}</button> ·
                <button type="button" @click=${() => onDiscard(draft.id)}>${words.discard}</button>
              </span>`
          : nothing
      }
    </div>`;
}

export function choicesView(choices: Choice[], { words, onTap }: MessageContext): TemplateResult {
  return html`
    <div class="choices" role="group" aria-label=${words.suggestions}>
      ${choices.map(
        (choice) =>
          html`<button type="button" @click=${() => onTap(choice)}><bdi>${choice.title}</bdi></button>`,
      )}
    </div>`;
}

export const typingView = (words: MessageContext["words"]): TemplateResult => html`
  <div class="row bot typing"><p class="bubble"><span class="unseen">${words.typing}</span><i></i><i></i><i></i></p></div>`;

/** The language is told where it can be known, so that a screen reader changes its voice. */
function bubble(text: string): TemplateResult {
  const direction = directionOf(text);
  return html`<p class="bubble" dir=${direction ?? nothing} lang=${direction === "rtl" ? "ar" : nothing}
    >${linkify(text).map(({ text, href }) =>
      href ? html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}</a>` : text,
    )}</p>`;
}

function shopPicture({ image }: Message, { base }: MessageContext): TemplateResult | typeof nothing {
  const url = image && webAddress(image.url, base);
  return url ? html`<img class="picture" src=${url} alt=${image.alt} />` : nothing;
}

function shopperPicture(id: string, mediaId: string | undefined, context: MessageContext): TemplateResult {
  const { words, pictureUrl } = context;
  const shown = pictureUrl(id, mediaId).then(
    (url) => html`<img class="picture" src=${url} alt=${words.picture} />`,
    () => bubble(words.pictureGone),
  );
  return html`${until(shown, html`<span class="picture"></span>`)}`;
}
