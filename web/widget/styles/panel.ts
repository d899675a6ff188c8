import { css } from "lit";

/** The button, the window and its header; and what the other parts share. */
export const panel = css`
  :host {
    all: initial;
    --ink: #1c1917;
    --muted: #625b55;
    --line: #e7e2dc;
    --paper: #f7f4f0;
    --danger: #b42318;
  }
  /* What the page says of all its elements reaches the host, and would be inherited from there. */
  .frame {
    all: initial;
    font: 15px/1.45 "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans Arabic", system-ui, sans-serif;
    color: var(--ink);
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  p,
  h2,
  ul {
    margin: 0;
    padding: 0;
  }
  button,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
    touch-action: manipulation;
  }
  :focus-visible {
    outline: 2px solid var(--strong);
    outline-offset: 2px;
  }
  svg {
    display: block;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon-button {
    display: grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
  }

  .launcher {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: max(20px, env(safe-area-inset-bottom));
    inset-inline-end: 20px;
    display: grid;
    place-items: center;
    width: 60px;
    height: 60px;
    border: 0;
    border-radius: 50%;
    background: var(--brand);
    color: var(--on-brand);
    box-shadow:
      0 1px 2px rgb(0 0 0 / 0.2),
      0 8px 24px rgb(0 0 0 / 0.22);
  }
  .launcher svg {
    width: 30px;
    height: 30px;
  }
  .launcher:focus-visible {
    outline: 3px solid var(--strong);
    outline-offset: 3px;
  }
  .badge {
    position: absolute;
    inset-block-start: -3px;
    inset-inline-end: -3px;
    min-width: 22px;
    padding: 0 6px;
    border: 2px solid #fff;
    border-radius: 12px;
    background: var(--danger);
    color: #fff;
    font-size: 12px;
    font-weight: 700;
    line-height: 18px;
    text-align: center;
  }

  .panel {
    position: fixed;
    z-index: 2147483000;
    inset: auto;
    inset-block-end: 20px;
    inset-inline-end: 20px;
    width: 380px;
    height: min(600px, calc(100dvh - 40px));
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 20px;
    overflow: hidden;
    background: var(--paper);
    color: inherit;
    box-shadow:
      0 0 0 1px rgb(28 25 23 / 0.06),
      0 18px 60px rgb(28 25 23 / 0.26);
  }
  .panel[open] {
    display: flex;
    flex-direction: column;
  }
  .panel:focus {
    outline: none;
  }
  @media (max-width: 480px), (max-height: 480px) {
    .panel {
      inset: 0;
      width: 100%;
      height: 100dvh;
      border-radius: 0;
    }
  }

  .header {
    display: flex;
    align-items: center;
    gap: 10px;
    flex: none;
    padding: 12px;
    padding-block-start: max(12px, env(safe-area-inset-top));
    background: var(--brand);
    color: var(--on-brand);
  }
  .header :focus-visible {
    outline-color: var(--on-brand);
    outline-offset: -2px;
  }
  .avatar {
    display: grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    border-radius: 50% 50% 8px 8px;
    background: var(--on-brand);
    color: var(--brand);
    font: 700 20px/1 Georgia, "Noto Serif", serif;
  }
  .names {
    flex: 1;
    min-width: 0;
  }
  h2 {
    overflow: hidden;
    font-size: 16px;
    font-weight: 650;
    line-height: 1.3;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .names p {
    overflow: hidden;
    font-size: 12.5px;
    line-height: 1.35;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .languages {
    display: flex;
    flex: none;
    border-radius: 16px;
  }
  .languages button {
    min-width: 30px;
    height: 32px;
    padding: 0 5px;
    border: 0;
    border-radius: 16px;
    background: none;
    font-size: 12.5px;
    font-weight: 600;
  }
  .languages button[aria-pressed="true"] {
    background: var(--on-brand);
    color: var(--brand);
  }

  .banner {
    flex: none;
    padding: 7px 16px;
    background: #fdf0d5;
    color: #5c3d05;
    font-size: 13px;
    text-align: center;
  }
  .banner:empty {
    display: none;
  }
`;
