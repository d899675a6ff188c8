import { css } from "lit";

/** Products in a strip that snaps to a card; it reaches over the padding of the log on both sides. */
export const cards = css`
  .carousel {
    position: relative;
    align-self: stretch;
    margin-inline: -14px;
  }
  .strip {
    padding: 4px 14px 8px;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scroll-padding-inline: 14px;
    scroll-snap-type: x mandatory;
    scrollbar-width: none;
  }
  .strip:focus-visible {
    outline-offset: -2px;
  }
  .strip ul {
    display: flex;
    gap: 10px;
    width: max-content;
    list-style: none;
  }
  .card {
    display: flex;
    flex-direction: column;
    width: 190px;
    border-radius: 16px;
    overflow: hidden;
    background: #fff;
    box-shadow: 0 1px 3px rgb(28 25 23 / 0.12);
    scroll-snap-align: start;
  }
  .card img {
    display: block;
    width: 100%;
    aspect-ratio: 6 / 5;
    background: var(--line);
    object-fit: cover;
  }
  .facts {
    flex: 1;
    padding: 8px 12px 10px;
    overflow-wrap: anywhere;
  }
  .facts .title {
    font-weight: 600;
    line-height: 1.3;
  }
  .facts .subtitle {
    padding-block-start: 2px;
    color: var(--muted);
    font-size: 13px;
  }
  .facts .price {
    padding-block-start: 4px;
    color: var(--strong);
    font-weight: 700;
  }
  .card .buttons {
    display: grid;
  }
  .card .buttons button {
    min-height: 40px;
    padding: 6px 10px;
    border: 0;
    border-block-start: 1px solid var(--line);
    background: none;
    color: var(--strong);
    font-size: 14.5px;
    font-weight: 600;
  }
  .card .buttons button:focus-visible {
    outline-offset: -3px;
  }
  .step {
    position: absolute;
    inset-block-start: 64px;
    display: none;
    place-items: center;
    width: 36px;
    height: 36px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: #fff;
    box-shadow: 0 1px 6px rgb(28 25 23 / 0.3);
  }
  .step.back {
    inset-inline-start: 8px;
  }
  .step.forth {
    inset-inline-end: 8px;
  }
  [dir="rtl"] .step svg {
    scale: -1 1;
  }
  @media (hover: hover) {
    .carousel:is(:hover, :focus-within) .step {
      display: grid;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .strip {
      scroll-behavior: smooth;
    }
  }
`;
