import { html, nothing, type TemplateResult } from "lit";
import { directionOf } from "./direction.ts";
import { webAddress } from "./format.ts";
import { icons } from "./icons.ts";
import type { Card, Choice } from "./message.ts";
import type { Strings } from "./strings.ts";

export interface CardsContext {
  words: Strings;
  /** Where relative addresses of pictures begin. */
  base: string;
  onTap(choice: Choice): void;
}

/** Products side by side, to be swiped, stepped through with the arrow keys, or with two buttons. */
export function cardsView(cards: Card[], context: CardsContext): TemplateResult {
  const direction = directionOf(cards.map(({ title }) => title).join(" "));
  return html`
    <div class="carousel" dir=${direction ?? nothing}>
      <div class="strip" role="group" tabindex="0" aria-label=${context.words.products} @keydown=${onArrow}>
        <ul>${cards.map((card) => cardView(card, context))}</ul>
      </div>
      ${cards.length > 1 ? [stepButton("back", context.words), stepButton("forth", context.words)] : nothing}
    </div>`;
}

function cardView(card: Card, { base, onTap }: CardsContext): TemplateResult {
  const image = card.image === undefined ? null : webAddress(card.image, base);
  return html`
    <li class="card">
      ${image ? html`<img src=${image} alt="" loading="lazy" decoding="async" />` : nothing}
      <div class="facts">
        <p class="title"><bdi>${card.title}</bdi></p>
        ${card.subtitle ? html`<p class="subtitle"><bdi>${card.subtitle}</bdi></p>` : nothing}
        ${card.price ? html`<p class="price"><bdi>${card.price}</bdi></p>` : nothing}
      </div>
      <div class="buttons">
        ${card.buttons.map(
          (button) => html`
            <button type="button" aria-label=${`${button.title} – ${card.title}`} @click=${() => onTap(button)}>
              ${button.title}
            </button>`,
        )}
      </div>
    </li>`;
}

const stepButton = (way: "back" | "forth", words: Strings): TemplateResult => html`
  <button class="step ${way}" type="button" aria-label=${way === "back" ? words.previous : words.next}
    @click=${(event: Event) => {
      const carousel = (event.currentTarget as HTMLElement).closest(".carousel")!;
      const forward = getComputedStyle(carousel).direction === "rtl" ? -1 : 1;
      step(carousel.querySelector(".strip")!, way === "forth" ? forward : -forward);
    }}>
    ${icons[way]}
  </button>`;

function onArrow(event: KeyboardEvent): void {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  event.preventDefault();
  step(event.currentTarget as HTMLElement, event.key === "ArrowRight" ? 1 : -1);
}

/** One card to the right (1) or to the left (-1), in either direction of writing. */
function step(strip: HTMLElement, right: number): void {
  const card = strip.querySelector(".card");
  if (card) strip.scrollBy({ left: right * (card.clientWidth + 10) });
}
