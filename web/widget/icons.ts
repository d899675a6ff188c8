import { svg, type TemplateResult } from "lit";

const icon = (paths: TemplateResult): TemplateResult =>
  svg`<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.8"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`;

export const icons = {
  chat: icon(
    svg`<path d="M20.5 11.6c0 4.3-3.8 7.7-8.5 7.7-1.2 0-2.4-.2-3.4-.6L4 20l1.3-3.7a7.3 7.3 0 0 1-1.8-4.700C3.5 7.3 7.3 3.9 12 3.900s8.5 3.4 8.5 7.700Z"/><path d="M8.5 11.700h.01M12 11.700h.01M15.5 11.700h.01" stroke-width="2.6"/>`,
  ),
  close: icon(svg`<path d="m6.5 6.5 11 11m0-11-11 11"/>`),
  send: icon(svg`<path d="M12 19.500v-15m0 0-6 6m6-6 6 6" stroke-width="2.2"/>`),
  attach: icon(
    svg`<path d="M3.5 16.500v-9a2 2 0 0 1 2-2h2l1.5-2h6l1.5 2h2a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z"/><circle cx="12" cy="12" r="3.4"/>`,
  ),
  down: icon(svg`<path d="m6.5 10 5.5 5.500L17.5 10"/>`),
  back: icon(svg`<path d="m14.5 6-6 6 6 6"/>`),
  forth: icon(svg`<path d="m9.5 6 6 6-6 6"/>`),
};
