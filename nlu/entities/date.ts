import { foldText } from "../fold.ts";
import { wordsOf } from "../tokens.ts";
import {
  agoWords,
  dayWords,
  inWords,
  lastWords,
  monthNames,
  nextWords,
  relativeDays,
  spelledNumbers,
  weekdayLeads,
  weekdayNames,
  weeksWords,
  weekWords,
} from "./date-words.ts";
import { anyOf, type Extractor, type Found, list, matchesOf, wordEnd, wordStart } from "./extractor.ts";

/** A day of the calendar, as UTC midnight: days are counted without clocks or summer time. */
type Day = Date;
interface Rule {
  pattern: RegExp;
  day(groups: Record<string, string | undefined>, today: Day): Day | undefined;
  /** One of these is in all that the rule finds: without, it is not tried. By default, a digit is needed. */
  words?: ReadonlySet<string>;
}

const dayMs = 86_400_000;
const halfYearDays = 183;
const whole = (pattern: string) => new RegExp(`${wordStart}${pattern}${wordEnd}`, "gu");
/** A day of a month may have a preposition written onto it: "ل3 يونيو". */
const dayOf = (pattern: string) =>
  new RegExp(`(?:${wordStart}|(?<=${wordStart}[لفبو]))${pattern}${wordEnd}`, "gu");
const plus = (day: Day, days: number): Day => new Date(day.getTime() + days * dayMs);
const indexIn = (names: string[][]) => {
  const patterns = names.map((each) => new RegExp(`^${anyOf(each)}$`, "u"));
  return (name: string) => patterns.findIndex((pattern) => pattern.test(name));
};
const monthIndex = indexIn(monthNames);
const weekdayIndex = indexIn(weekdayNames);
const month = `(?<month>${anyOf(monthNames.flat())})`;
const year = "(?<year>20\\d\\d)";
const weekday = `(?<weekday>${anyOf(weekdayNames.flat())})`;
const week = anyOf(weekWords);
const next = anyOf(nextWords);
const last = anyOf(lastWords);
const days = anyOf(dayWords);
const count = `(?<n>\\d{1,2}|${anyOf(spelledNumbers.flat())})`;
const spelledIndex = indexIn(spelledNumbers);
const countOf = (written: string | undefined) => Number(written) || spelledIndex(written ?? "") + 1;
/** "Jeudi 14 mai": the day of the week says no other day. */
const onWeekday = new RegExp(`${wordStart}${anyOf(weekdayNames.flat())},?\\s+(?:le\\s+|the\\s+)?$`, "u");
const firstWordsOf = (phrases: string[]): ReadonlySet<string> =>
  new Set(phrases.flatMap((phrase) => wordsOf(foldText(phrase)).slice(0, 1)));
const wordsForDays = firstWordsOf([...dayWords, ...weeksWords]);
const wordsForWeeks = firstWordsOf(weekWords);
/** "Black Friday" is no Friday. */
const notFriday = "(?<!(?:black|white)\\s)";
/** "24/7", "9/10": the whole week, and marks, unless a word for when stands before. */
const notADay = `(?<!${wordStart}${anyOf(
  list(`
    le, du, au, on, by, before, until, avant, apres, يوم, قبل, حتى, نهار, بتاريخ, nhar, 9bel, 7ta l, l, ل
  `),
)}\\s+)(?:24/7|7/7|[1-5]/5|\\d{1,2}/10)(?!/)`;

/** In this order; what overlaps an earlier find is dropped. */
const rules: Rule[] = [
  {
    pattern: whole(`${year}-(?<m>\\d{1,2})-(?<d>\\d{1,2})`),
    day: ({ year, m, d }) => calendarDay(Number(year), Number(m), Number(d)),
  },
  {
    pattern: whole(`(?<!\\d[/.-])(?<d>\\d{1,2})(?<sep>[/.-])(?<m>\\d{1,2})\\k<sep>(?<year>\\d{4}|\\d\\d)`),
    day: ({ year, m, d }) => calendarDay((Number(year) % 100) + 2000, Number(m), Number(d)),
  },
  {
    pattern: whole(`(?<![\\d][/])(?!${notADay})(?<d>\\d{1,2})/(?<m>\\d{1,2})(?!/?\\d)`),
    day: ({ m, d }, today) => nearestYear(Number(m), Number(d), today),
  },
  {
    pattern: dayOf(`(?<d>\\d{1,2})(?:er|st|nd|rd|th)?\\s+(?:of\\s+|de\\s+)?${month}(?:\\.?\\s+${year})?`),
    day: ({ d, month, year }, today) => named(month, d, year, today),
  },
  {
    pattern: whole(`${month}\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+${year})?`),
    day: ({ d, month, year }, today) => named(month, d, year, today),
  },
  ...relativeDays
    .toSorted((a, b) => Math.abs(b.days) - Math.abs(a.days))
    .map(
      ({ days, phrases }): Rule => ({
        pattern: whole(anyOf(phrases)),
        day: (_, today) => plus(today, days),
        words: firstWordsOf(phrases),
      }),
    ),
  {
    pattern: whole(
      `(?:${anyOf(weekdayLeads)}\\s+)?${notFriday}${weekday}(?!\\s+(?:m[iy]t?[aei]|البيضا|السودا))(?:\\s+(?<which>${anyOf([...nextWords, ...lastWords])}))?`,
    ),
    day: ({ weekday, which }, today) => {
      const ahead = (weekdayIndex(weekday ?? "") - today.getUTCDay() + 7) % 7 || 7;
      return plus(today, isLast(which) ? ahead - 7 : ahead);
    },
    words: firstWordsOf(weekdayNames.flat()),
  },
  {
    pattern: whole(`(?:(?:la|l|el|the)\\s+)?(?:next\\s+${week}|${week}\\s+${next})`),
    day: (_, today) => plus(mondayOf(today), 7),
    words: wordsForWeeks,
  },
  {
    pattern: whole(`(?:(?:la|l|el|the)\\s+)?(?:last\\s+${week}|${week}\\s+${last})`),
    day: (_, today) => plus(mondayOf(today), -7),
    words: wordsForWeeks,
  },
  {
    pattern: whole(
      `(?:(?:this|ce|next)\\s+)?(?:week[ -]?end|wikend|wikand|ويكاند|ويك اند|الويكند|ويكند|نهايه الاسبوع)`,
    ),
    day: (_, today) => plus(today, (6 - today.getUTCDay() + 7) % 7),
    words: firstWordsOf(list("weekend, week, wikend, wikand, ويكاند, ويك, الويكند, ويكند, نهاية")),
  },
  {
    pattern: whole(`${anyOf(inWords)}\\s+${count}\\s+${days}`),
    day: ({ n }, today) => plus(today, countOf(n)),
    words: wordsForDays,
  },
  {
    pattern: whole(`(?:dans|in)\\s+${count}\\s+${anyOf(weeksWords)}`),
    day: ({ n }, today) => plus(today, 7 * countOf(n)),
    words: wordsForDays,
  },
  { pattern: whole("بعد\\s+يومين"), day: (_, today) => plus(today, 2), words: firstWordsOf(["يومين"]) },
  {
    pattern: whole(`${anyOf(agoWords)}\\s+${count}\\s+${days}`),
    day: ({ n }, today) => plus(today, -countOf(n)),
    words: wordsForDays,
  },
  {
    pattern: whole(`${count}\\s+days\\s+ago`),
    day: ({ n }, today) => plus(today, -countOf(n)),
    words: wordsForDays,
  },
];
const lastPattern = new RegExp(`^${last}$`, "u");
const isLast = (word: string | undefined) => word !== undefined && lastPattern.test(word);

/**
 * Days, as YYYY-MM-DD in the shop's time zone. A day without a year is the nearest one; a day of the week is
 * the next one, not today; a week is its Monday.
 */
export function dateFinder(timeZone: string): (now: Date) => Extractor {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  return (now) =>
    ({ text, words }) => {
      const digits = /\d/.test(text);
      let today: Day | undefined;
      return rules.flatMap(({ pattern, day, words: needed }) => {
        if (needed ? !words.some((word) => needed.has(word.text)) : !digits) return [];
        return matchesOf(text, pattern).flatMap(({ 0: found, index, groups }): Found[] => {
          today ??= new Date(`${format.format(now)}T00:00:00Z`);
          const resolved = day(groups ?? {}, today);
          if (!resolved) return [];
          const weekday = needed ? 0 : (onWeekday.exec(text.slice(0, index))?.[0].length ?? 0);
          const normalized = resolved.toISOString().slice(0, 10);
          return [{ type: "date", start: index - weekday, end: index + found.length, normalized }];
        });
      });
    };
}

function named(name: string | undefined, day: string | undefined, year: string | undefined, today: Day) {
  const number = monthIndex(name ?? "") + 1;
  return year ? calendarDay(Number(year), number, Number(day)) : nearestYear(number, Number(day), today);
}

function nearestYear(monthNumber: number, day: number, today: Day): Day | undefined {
  const thisYear = calendarDay(today.getUTCFullYear(), monthNumber, day);
  if (!thisYear) return undefined;
  const away = (thisYear.getTime() - today.getTime()) / dayMs;
  const shift = away > halfYearDays ? -1 : away < -halfYearDays ? 1 : 0;
  return calendarDay(today.getUTCFullYear() + shift, monthNumber, day);
}

function calendarDay(year: number, monthNumber: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, monthNumber - 1, day));
  return date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === day ? date : undefined;
}

const mondayOf = (day: Day): Day => plus(day, -((day.getUTCDay() + 6) % 7));
