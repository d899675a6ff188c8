import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { Language } from "../../models/language.ts";
import { createApi } from "./api.ts";
import { paletteOf } from "./color.ts";
import { composerView, fitHeight } from "./composer.ts";
import { Conversation } from "./conversation.ts";
import { headerView } from "./header.ts";
import { icons } from "./icons.ts";
import { logView } from "./log.ts";
import type { Choice } from "./message.ts";
import { browserPictures, safePictures } from "./picture-store.ts";
import { Pictures, pictureFault } from "./pictures.ts";
import { isAtEnd, scrollToAnswer } from "./scroll.ts";
import { safeShelf, sessionStore } from "./session.ts";
import { languageNames, strings, toLanguage } from "./strings.ts";
import { styles } from "./styles/index.ts";
import { browserTime } from "./time.ts";
import { unsentStore } from "./unsent.ts";

const shelf = safeShelf(() => localStorage);
const unsentPictures = safePictures(browserPictures(), browserTime);

/**
 * `<hanout-chat>`: the button and the window of the chat. Pages may call {@link open} and {@link say}, and set
 * its `lang`, `color` and `name`.
 */
export class HanoutChat extends LitElement {
  static override properties = {
    lang: { type: String },
    color: { type: String },
    name: { type: String },
    expanded: { state: true },
    text: { state: true },
    picture: { state: true },
    fault: { state: true },
    atEnd: { state: true },
  };
  static override styles = styles;

  declare lang: string;
  declare color: string;
  declare name: string;
  /** Address of the server, with a final slash. */
  declare base: string;
  declare protected expanded: boolean;
  declare protected text: string;
  declare protected picture: { file: File; url: string } | null;
  declare protected fault: "too-big" | "wrong-type" | null;
  declare protected atEnd: boolean;
  #conversation!: Conversation;
  readonly #pictures = new Pictures((...message) => this.#conversation.picture(...message));
  /** The shopper spoke: the window follows even if it was scrolled back. */
  #follows = true;

  constructor() {
    super();
    this.lang = "fr";
    this.color = "";
    this.name = "";
    this.expanded = false;
    this.text = "";
    this.picture = null;
    this.fault = null;
    this.atEnd = true;
  }

  /** Shows the chat, with `text` ready to be sent or changed. */
  open(text?: string): void {
    if (text !== undefined) this.text = text;
    this.expanded = true;
  }

  /** Shows the chat and sends `text`. */
  say(text: string): void {
    this.expanded = true;
    this.#conversation.say(text);
    this.#spoke();
  }

  close(): void {
    this.expanded = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#conversation = new Conversation({
      api: createApi(this.base, (...request) => fetch(...request)),
      session: sessionStore(shelf, `hanout:${this.base}`),
      unsent: unsentStore(shelf, `hanout:${this.base}unsent`, unsentPictures),
      time: browserTime,
      random: Math.random,
      newId: () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-"),
      language: () => this.#language,
      onChange: () => this.requestUpdate(),
    });
    document.addEventListener("visibilitychange", this.#followWhileVisible);
    window.addEventListener("online", this.#followWhileVisible);
    this.#followWhileVisible();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#followWhileVisible);
    window.removeEventListener("online", this.#followWhileVisible);
    this.#conversation.close();
    this.#pictures.clear();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("color")) {
      const { brand, onBrand, strong, soft } = paletteOf(this.color);
      const colors = { "--brand": brand, "--on-brand": onBrand, "--strong": strong, "--soft": soft };
      for (const [name, value] of Object.entries(colors)) this.style.setProperty(name, value);
    }
    if (this.expanded && document.visibilityState === "visible") this.#conversation.markRead();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("expanded")) this.#showOrHide(changed.get("expanded") === true);
    const { log, textarea } = this.#parts;
    if (!log || !textarea) return;
    fitHeight(textarea);
    if (this.#follows || this.atEnd) scrollToAnswer(log);
    this.#follows = false;
    this.atEnd = isAtEnd(log);
  }

  protected override render() {
    const words = strings[this.#language];
    const { unread } = this.#conversation;
    return html`
      <div class="frame" lang=${this.#language} dir=${this.#language === "ar" ? "rtl" : "ltr"}>
        <button class="launcher" type="button" ?hidden=${this.expanded} aria-haspopup="dialog"
          aria-label=${unread > 0 ? words.openUnread(unread) : words.openChat} @click=${() => this.open()}>
          ${icons.chat}
          ${unread > 0 ? html`<span class="badge" aria-hidden="true">${Math.min(unread, 99)}</span>` : nothing}
        </button>
        <dialog class="panel" aria-labelledby="shop" @keydown=${this.#onKey} @cancel=${this.#onCancel}>
          ${this.expanded ? this.#panel() : nothing}
        </dialog>
      </div>`;
  }

  #panel() {
    const words = strings[this.#language];
    const { messages, drafts, typing, restarted, connected } = this.#conversation;
    const shared = { words, language: this.#language, shop: this.name };
    return html`
      ${headerView({ ...shared, onLanguage: this.#switchLanguage, onClose: () => this.close() })}
      <p class="banner" role="status">${connected ? nothing : words.offline}</p>
      <div class="log" role="log" aria-live="polite" tabindex="0" aria-label=${words.conversation}
        @scroll=${this.#onScroll}>
        ${logView({
          ...shared,
          messages,
          drafts,
          typing,
          restarted,
          base: this.base,
          onTap: this.#tap,
          onStarter: (text) => this.say(text),
          onRetry: this.#conversation.retry,
          onDiscard: this.#conversation.discard,
          pictureUrl: (messageId, mediaId) => this.#pictures.url(messageId, mediaId),
        })}
      </div>
      <button class="icon-button down" type="button" ?hidden=${this.atEnd} aria-label=${words.latest}
        @click=${() => this.#parts.log?.scrollTo({ top: this.#parts.log.scrollHeight })}>
        ${icons.down}
      </button>
      ${composerView({
        words,
        text: this.text,
        pictureUrl: this.picture?.url ?? null,
        fault:
          this.fault && { "too-big": words.pictureTooBig, "wrong-type": words.pictureWrongType }[this.fault],
        onText: (text) => {
          this.text = text;
        },
        onPicture: this.#choosePicture,
        onRemovePicture: this.#removePicture,
        onSend: this.#send,
      })}`;
  }

  get #language(): Language {
    return toLanguage(this.lang);
  }

  get #parts() {
    const find = <E extends Element>(selector: string) => this.renderRoot.querySelector<E>(selector);
    return {
      dialog: find<HTMLDialogElement>("dialog"),
      log: find<HTMLElement>(".log"),
      textarea: find<HTMLTextAreaElement>("textarea"),
      launcher: find<HTMLButtonElement>(".launcher"),
    };
  }

  #followWhileVisible = (): void => {
    if (document.visibilityState === "visible") {
      this.#conversation.resume();
      this.requestUpdate();
    } else this.#conversation.pause();
  };

  /** Full screen on a phone, where the page behind is out of reach; a window beside the page elsewhere. */
  #showOrHide(wasExpanded: boolean): void {
    const { dialog, launcher } = this.#parts;
    if (this.expanded && dialog && !dialog.open) {
      if (matchMedia("(max-width: 480px), (max-height: 480px)").matches) dialog.showModal();
      else dialog.show();
      this.#follows = true;
      this.#focusInput();
    } else if (wasExpanded && !this.expanded) {
      dialog?.close();
      launcher?.focus();
    }
  }

  /** On a touch screen the keyboard would cover what there is to read, unless the shopper is writing. */
  #focusInput(): void {
    const { log, textarea } = this.#parts;
    const writing = this.text !== "" || this.shadowRoot?.activeElement === textarea;
    (matchMedia("(pointer: coarse)").matches && !writing ? log : textarea)?.focus();
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.isComposing) this.close();
  };

  #onCancel = (event: Event): void => {
    event.preventDefault();
    this.close();
  };

  #onScroll = (event: Event): void => {
    this.atEnd = isAtEnd(event.currentTarget as HTMLElement);
  };

  #send = (): void => {
    const text = this.text.trim();
    if (this.picture) {
      const { file, url } = this.picture;
      this.#pictures.keep(this.#conversation.sendPicture(file), url);
      this.picture = null;
    }
    if (text !== "") this.#conversation.say(text);
    this.text = "";
    this.#spoke();
  };

  #tap = (choice: Choice): void => {
    this.#conversation.tap(choice);
    this.#spoke();
  };

  #spoke(): void {
    this.#follows = true;
    this.fault = null;
    this.#focusInput();
  }

  #choosePicture = (file: File): void => {
    this.#removePicture();
    this.fault = pictureFault(file);
    if (!this.fault) this.picture = { file, url: URL.createObjectURL(file) };
  };

  #removePicture = (): void => {
    if (this.picture) URL.revokeObjectURL(this.picture.url);
    this.picture = null;
  };

  /** The window changes at once; a conversation that has begun is told. */
  #switchLanguage = (language: Language): void => {
    if (language === this.#language) return;
    this.lang = language;
    if (this.#conversation.messages.length > 0)
      this.#tap({ title: languageNames[language], value: `start:assist.language?language=${language}` });
  };
}
