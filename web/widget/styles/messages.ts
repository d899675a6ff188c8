import { css } from "lit";

/** What was said, and the quick replies under it. */
export const messages = css`
  .log {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 4px;
    min-height: 0;
    padding: 16px 14px;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  .row {
    position: relative;
    display: flex;
    flex: none;
    flex-direction: column;
    align-items: flex-start;
    gap: 4px;
  }
  .row.shopper {
    align-items: flex-end;
  }
  .row.shopper + .row:not(.shopper),
  .row:not(.shopper) + .row.shopper {
    margin-block-start: 8px;
  }
  .bubble {
    max-width: 84%;
    padding: 9px 14px;
    border-radius: 18px;
    background: #fff;
    box-shadow: 0 1px 1px rgb(28 25 23 / 0.07);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .row:not(.shopper) .bubble {
    border-end-start-radius: 6px;
  }
  .shopper .bubble {
    border-end-end-radius: 6px;
    background: var(--brand);
    color: var(--on-brand);
  }
  .staff .bubble {
    background: var(--soft);
    box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--brand) 22%, transparent);
  }
  .bubble a {
    color: var(--strong);
  }
  .shopper .bubble a {
    color: inherit;
  }
  .author,
  time,
  .state,
  .notice {
    padding: 0 6px;
    color: var(--muted);
    font-size: 12px;
  }
  .author {
    font-weight: 600;
  }
  .pending .bubble,
  .pending .picture {
    opacity: 0.72;
  }
  .state.failed {
    color: var(--danger);
  }
  .state button {
    padding: 4px 2px;
    border: 0;
    background: none;
    font-weight: 600;
    text-decoration: underline;
  }
  .notice {
    padding-block-end: 8px;
    text-align: center;
  }
  .picture {
    display: block;
    width: 220px;
    max-width: 84%;
    aspect-ratio: 1;
    border-radius: 18px;
    background: var(--line);
    object-fit: cover;
  }

  .typing .bubble {
    display: flex;
    gap: 5px;
    padding: 14px 16px;
    animation: appear 0.2s 0.3s backwards;
  }
  .typing i {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--muted);
    animation: breathe 1.2s infinite;
  }
  .typing i:nth-of-type(2) {
    animation-delay: 0.15s;
  }
  .typing i:nth-of-type(3) {
    animation-delay: 0.3s;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.35;
    }
    30% {
      opacity: 1;
      transform: translateY(-3px);
    }
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    flex: none;
    gap: 8px;
    padding-block-start: 10px;
  }
  .choices button {
    max-width: 100%;
    min-height: 40px;
    padding: 8px 15px;
    border: 1.5px solid var(--strong);
    border-radius: 21px;
    background: #fff;
    color: var(--strong);
    font-size: 14.5px;
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
    text-align: start;
  }
  .welcome {
    margin-block: auto;
    padding: 18px;
    border-radius: 18px;
    background: #fff;
    box-shadow: 0 1px 2px rgb(28 25 23 / 0.08);
  }
  .hello {
    padding-block-end: 4px;
    font: 600 24px/1.3 Georgia, "Noto Serif", "Noto Naskh Arabic", serif;
  }
  .welcome .choices {
    padding-block-start: 14px;
  }
  @media (hover: hover) {
    .choices button:hover,
    .card .buttons button:hover {
      background: var(--soft);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .typing .bubble,
    .typing i {
      animation: none;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .log .row,
    .choices {
      animation: rise 0.22s ease-out;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(6px);
      }
    }
  }
`;
