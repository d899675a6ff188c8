/** The day there: YYYY-MM-DD. */
export const localDay = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    at,
  );

/** What a clock there shows: `HH:MM`, from 00:00 to 23:59. */
export const localTime = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    at,
  );

/** The next instant, within a day, at which a clock there shows `time`; one that summer time leaves out, an hour later. */
export function nextLocal(after: Date, time: string, timeZone: string): Date {
  const aheadBy = (at: Date): number => (minutesOf(time) - minutesOf(localTime(at, timeZone)) + day) % day;
  const onTheMinute = Math.floor(after.getTime() / minuteMs) * minuteMs;
  const guess = new Date(onTheMinute + aheadBy(after) * minuteMs);
  // Its clock may have been put forward or back on the way.
  const off = aheadBy(guess);
  const mended = new Date(guess.getTime() + (off > day / 2 ? off - day : off) * minuteMs);
  return localTime(mended, timeZone) === time ? mended : guess;
}

const minuteMs = 60_000;
/** Minutes. */
const day = 24 * 60;

function minutesOf(time: string): number {
  const [hours = "", minutes = ""] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** A calendar day, YYYY-MM-DD, so many days later. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * day * minuteMs).toISOString().slice(0, 10);
