import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { directionOf } from "./direction.ts";
import { icons } from "./icons.ts";
import { acceptedPictures } from "./pictures.ts";
import type { Strings } from "./strings.ts";

export interface ComposerContext {
  words: Strings;
  text: string;
  /** Address of the picture that waits to be sent. */
  pictureUrl: string | null;
  /** Why the picture last chosen cannot be sent. */
  fault: string | null;
  onText(text: string): void;
  onPicture(file: File): void;
  onRemovePicture(): void;
  onSend(): void;
}

/** The server takes more; nobody writes more by hand. */
const longestText = 4000;
const tallestPx = 120;

export function composerView(context: ComposerContext): TemplateResult {
  const { words, text, onSend } = context;
  const ready = text.trim() !== "" || context.pictureUrl !== null;
  return html`
    <form
      class="composer"
      @submit=${(event: Event) => {
        event.preventDefault();
        onSend();
      }}
    >
      ${context.fault ? html`<p class="fault" role="alert">${context.fault}</p>` : nothing}
      ${context.pictureUrl ? preview(context.pictureUrl, context) : nothing}
      <div class="line">
        <label class="icon-button attach">
          <input class="unseen" type="file" accept=${acceptedPictures} aria-label=${words.attach}
            @change=${(event: Event) => choose(event, context)} />
          ${icons.attach}
        </label>
        <textarea rows="1" maxlength=${longestText} enterkeyhint="send" placeholder=${words.placeholder}
          aria-label=${words.message} dir=${directionOf(text) ?? nothing} .value=${live(text)}
          @input=${(event: Event) => context.onText((event.target as HTMLTextAreaElement).value)}
          @keydown=${(event: KeyboardEvent) => onKey(event, onSend)}></textarea>
        <button class="send ${ready ? "ready" : ""}" type="submit" aria-label=${words.send}>${icons.send}</button>
      </div>
    </form>`;
}

const preview = (url: string, { words, onRemovePicture }: ComposerContext): TemplateResult => html`
  <div class="preview">
    <img src=${url} alt=${words.picture} />
    <button class="icon-button" type="button" aria-label=${words.removePicture} @click=${onRemovePicture}>
      ${icons.close}
    </button>
  </div>`;

/** Emptied, so that choosing the same file again is a change. */
function choose(event: Event, { onPicture }: ComposerContext): void {
  const input = event.target as HTMLInputElement;
  const file = input.files?.[0];
  if (file) onPicture(file);
  input.value = "";
}

/** Enter sends, unless it picks a word of an input method. */
function onKey(event: KeyboardEvent, onSend: () => void): void {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  onSend();
}

/** As tall as its text, up to five lines. */
export function fitHeight(textarea: HTMLTextAreaElement): void {
  textarea.style.height = "auto";
  textarea.style.height = `${Math.min(textarea.scrollHeight, tallestPx)}px`;
}
