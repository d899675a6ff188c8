import { html, type TemplateResult } from "lit";
import type { Language } from "../../models/language.ts";
import { icons } from "./icons.ts";
import { languageNames, type Strings, shortLanguageNames } from "./strings.ts";

export interface HeaderContext {
  words: Strings;
  shop: string;
  language: Language;
  onLanguage(language: Language): void;
  onClose(): void;
}

export function headerView({ words, shop, language, onLanguage, onClose }: HeaderContext): TemplateResult {
  return html`
    <div class="header">
      <span class="avatar" aria-hidden="true">${[...shop][0]}</span>
      <div class="names">
        <h2 id="shop"><bdi>${shop}</bdi></h2>
        <p>${words.subtitle}</p>
      </div>
      <div class="languages" role="group" aria-label=${words.languageGroup}>
        ${(Object.keys(languageNames) as Language[]).map(
          (one) => html`
            <button type="button" lang=${one} aria-label=${`${shortLanguageNames[one]} ${languageNames[one]}`} title=${languageNames[one]}
              aria-pressed=${one === language} @click=${() => onLanguage(one)}>
              ${shortLanguageNames[one]}
            </button>`,
        )}
      </div>
      <button class="icon-button" type="button" aria-label=${words.close} @click=${onClose}>${icons.close}</button>
    </div>`;
}
