import { css } from "lit";

/** Where the shopper writes. 16 px keep phones from zooming in. */
export const composer = css`
  .down {
    position: absolute;
    inset-block-end: 78px;
    inset-inline-end: 14px;
    background: #fff;
    box-shadow: 0 1px 8px rgb(28 25 23 / 0.28);
  }
  .composer {
    flex: none;
    padding: 10px;
    padding-block-end: max(10px, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--line);
    background: #fff;
  }
  .line {
    display: flex;
    align-items: flex-end;
    gap: 6px;
  }
  textarea {
    flex: 1;
    min-width: 0;
    max-height: 120px;
    padding: 8px 14px;
    border: 1px solid #8d857d;
    border-radius: 21px;
    background: #fff;
    font-size: 16px;
    line-height: 24px;
    resize: none;
    scrollbar-width: thin;
  }
  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  textarea:focus-visible {
    border-color: transparent;
    outline-offset: 0;
  }
  .attach {
    width: 42px;
    height: 42px;
    color: var(--muted);
    cursor: pointer;
  }
  .attach:focus-within {
    outline: 2px solid var(--strong);
    outline-offset: -2px;
  }
  .send {
    display: grid;
    place-items: center;
    flex: none;
    width: 42px;
    height: 42px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--line);
    color: var(--muted);
  }
  .send.ready {
    background: var(--brand);
    color: var(--on-brand);
  }
  .fault {
    padding: 2px 6px 8px;
    color: var(--danger);
    font-size: 13.5px;
  }
  .preview {
    position: relative;
    width: max-content;
    padding: 4px 0 10px;
  }
  .preview img {
    display: block;
    width: 84px;
    height: 84px;
    border-radius: 14px;
    object-fit: cover;
  }
  .preview .icon-button {
    position: absolute;
    inset-block-start: -6px;
    inset-inline-end: -14px;
    width: 30px;
    height: 30px;
    background: var(--ink);
    color: #fff;
  }
  .preview svg {
    width: 18px;
    height: 18px;
  }
`;
