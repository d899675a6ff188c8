const nearPx = 48;

/** True while the reader sees the end. */
export const isAtEnd = (log: HTMLElement): boolean =>
  log.scrollHeight - log.scrollTop - log.clientHeight < nearPx;

/** Down to the end, but no further than the shopper's last message: a long answer is read from its beginning. */
export function scrollToAnswer(log: HTMLElement): void {
  const asked = [...log.querySelectorAll<HTMLElement>(".row.shopper")].at(-1);
  const end = log.scrollHeight - log.clientHeight;
  log.scrollTop = asked ? Math.min(end, asked.offsetTop - 12) : end;
}
