// The kinds of values in sitrep.yml as zod schemas, each with the sentence that says what it is not and what to write
// instead. In a sentence {it} stands for what is written there: problems.ts puts it in, as the file has it.

import { z } from "zod";
import { nearest } from "../incident/nearest.ts";
import { isTimeZone } from "../time/zone.ts";
import {
  maxCompared,
  maxMarkLength,
  maxMeaningLength,
  maxNameLength,
  maxSeverityNameLength,
  maxTemplateLength,
} from "./limits.ts";
import {
  componentPattern,
  percentPattern,
  readChannel,
  readGroup,
  readHoliday,
  readPercent,
  readSpan,
  readTarget,
  readWeekHours,
  spanPattern,
  targetPattern,
  templatePattern,
  userPattern,
  weekPattern,
} from "./scalars.ts";

/** "Did you mean x? ", or nothing. */
export function meant(typed: unknown, known: readonly string[]): string {
  if (known.length === 0 || known.length > maxCompared) return "";
  const near = nearest(
    String(typed),
    known.map((one) => one.toLowerCase()),
    {},
  );
  const word = known.find((one) => one.toLowerCase() === near);
  return word === undefined ? "" : `Did you mean ${word}? `;
}

type Text = { is: (text: string) => boolean; wrong: string; pattern?: RegExp; examples?: string[] };

/** A text of some kind; `pattern` and `examples` are for editors. */
function text({ is, wrong, pattern, examples }: Text) {
  const meta = { ...(pattern && { pattern: pattern.source }), ...(examples && { examples }) };
  const error = ({ input }: { input?: unknown }): string => {
    const isPlain = typeof input === "number" || typeof input === "boolean";
    return isPlain && is(String(input)) ? `YAML takes {it} for a ${typeof input}. Put it in quotes.` : wrong;
  };
  return z.string({ error }).refine(is, { error: wrong }).meta(meta);
}

/** One line of at most so many characters. */
const isLine = (line: string, max: number): boolean =>
  line.trim() !== "" && line.length <= max && !/\p{Cc}/u.test(line);

export const span = text({
  is: (it) => readSpan(it) !== null,
  wrong: "{it} is no duration. Write 15 min, 1 h 30 min or 2 days (at most 366).",
  pattern: spanPattern,
  examples: ["5 min", "15 min", "1 h 30 min"],
});

export const target = text({
  is: (it) => readTarget(it) !== null,
  wrong: "{it} is no duration. Write 4 h, 30 min or 3 days working (at most 366 days), or none.",
  pattern: targetPattern,
  examples: ["none", "15 min", "4 h", "1 h working", "3 days working"],
});

export const percent = text({
  is: (it) => readPercent(it) !== null,
  wrong: "{it} is no percentage. Write 99.9 %, from 0 % to 100 %, with the sign.",
  pattern: percentPattern,
  examples: ["99.9 %", "99.95 %"],
});

export const percentOrNone = text({
  is: (it) => it === "none" || readPercent(it) !== null,
  wrong: "{it} is no percentage. Write 99.9 %, from 0 % to 100 %, with the sign, or none.",
  pattern: new RegExp(`^none$|${percentPattern.source}`),
  examples: ["99.9 %", "none"],
});

export const weekHours = text({
  is: (it) => readWeekHours(it) !== null,
  wrong: "{it} are no weekly hours. Write Mon-Fri 09:00-12:00, 13:00-17:30, or Sat, Sun 22:00-06:00.",
  pattern: weekPattern,
  examples: ["Mon-Fri 09:00-17:30", "Sat, Sun 22:00-06:00"],
});

export const holiday = text({
  is: (it) => readHoliday(it) !== null,
  wrong: "{it} is no holiday. Write its date and its name: 2026-12-25 Christmas Day.",
  examples: ["2026-12-25 Christmas Day"],
});

/** A date, a region, or the name of a list: whether there is such a one is asked in references.ts. */
export const holidayOrList = text({
  is: (it) => (/^\d/.test(it) ? readHoliday(it) !== null : isLine(it, maxNameLength)),
  wrong: "{it} is no holiday. Write 2026-12-25 Christmas Day, a region (GB-ENG), or the name of a list under holidays.",
  examples: ["2026-12-25 Christmas Day", "GB-ENG", "US"],
});

export const channel = text({
  is: (it) => readChannel(it) !== null,
  wrong: "{it} is no channel. Write its name in lower case without # (incidents), or its id (C0123456789).",
  examples: ["incidents", "C0123456789"],
});

export const group = text({
  is: (it) => readGroup(it) !== null,
  wrong: "{it} is no user group. Write its handle without @ (oncall), or its id (S0123456789).",
  examples: ["oncall", "S0123456789"],
});

export const user = text({
  is: (it) => userPattern.test(it),
  wrong: "{it} is no person's id. Write U0123456789: in Slack, their profile → ⋮ → Copy member ID.",
  pattern: userPattern,
  examples: ["U0123456789"],
});

export const template = text({
  is: (it) => templatePattern.test(it) && it.includes("{number}") && it.length <= maxTemplateLength,
  wrong:
    "{it} is no template for channel names. Write inc-{number}-{title}: a-z, 0-9, - and _ around {number}, which it " +
    `needs, and {title}, at most ${maxTemplateLength} characters.`,
  pattern: templatePattern,
  examples: ["inc-{number}-{title}"],
});

export const meaning = text({
  is: (it) => isLine(it, maxMeaningLength),
  wrong: `{it} cannot be shown in a menu. Write one line of 1 to ${maxMeaningLength} characters.`,
});

export const mark = text({
  is: (it) => isLine(it, maxMarkLength) && !/\s/.test(it),
  wrong: "{it} is no mark. Write one emoji, or its shortcode in quotes.",
  examples: ["🔴", ":fire:"],
});

/** The name of something: a role, a calendar. It needs a letter, since YAML would take some others for numbers. */
const isName = (it: string): boolean => isLine(it, maxNameLength) && /\p{L}/u.test(it) && it.trim() === it;

export const name = text({
  is: isName,
  wrong: `{it} is no name. Write one line of 1 to ${maxNameLength} characters with a letter in it.`,
});

/** What begins with a digit would be read as a date where the list is used. */
export const listName = text({
  is: (it) => isName(it) && !/^\d/.test(it),
  wrong: "{it} cannot be the name of a list. Write a word that does not begin with a digit, such as england.",
});

export const groupName = text({
  is: (it) => isName(it) && !it.includes(" / "),
  wrong: `{it} is no name of a group. Write at most ${maxNameLength} characters with a letter, without " / ".`,
});

export const componentName = text({
  is: (it) => isName(it) && componentPattern.test(it) && it.split(" / ").length <= 2,
  wrong: `{it} is no name of a component. Write API or Voice / API, of at most ${maxNameLength} characters.`,
});

export const calendarName = text({
  is: (it) => isName(it) && it !== "always",
  wrong: "{it} cannot be the name of a calendar. Write a word such as working (always is there by itself).",
});

export const severityName = text({
  is: (it) => /^\p{L}[\p{L}\p{N}_-]*$/u.test(it) && it.length <= maxSeverityNameLength && !/^(?:all|none)$/i.test(it),
  wrong:
    "{it} cannot be the name of a severity. Write one word such as SEV1 or P1, which begins with a letter, of at " +
    `most ${maxSeverityNameLength} letters, digits, - and _.`,
});

export const roleKey = text({
  is: (it) => /^\p{Ll}[\p{Ll}\p{N}_-]*$/u.test(it) && it.length <= maxNameLength,
  wrong: "{it} cannot be typed as a role. Write one word in lower case, such as scribe.",
});

export const zone = z
  .string({ error: "{it} is no time zone. Write one such as Europe/Berlin or UTC." })
  .superRefine((it, context) => {
    if (isTimeZone(it)) return;
    const near = meant(it, Intl.supportedValuesOf("timeZone"));
    context.addIssue({
      code: "custom",
      message: `{it} is no time zone. ${near}Write one such as Europe/Berlin or UTC.`,
    });
  })
  .meta({ examples: ["UTC", "Europe/Berlin"] });

/** One of these words. `what`: "a target that can be paused". */
export function oneOf<T extends readonly [string, ...string[]]>(words: T, what: string) {
  const wrong = (typed: unknown): string => `{it} is not ${what}. ${meant(typed, words)}Write ${anyOf(words)}.`;
  return z.enum(words, { error: (issue) => wrong(issue.input) });
}

/** A number within these, both included. `what`: "a weight". */
export function numberWithin(min: number, max: number, what: string, example: number) {
  const wrong = `{it} is not ${what}. Write a number from ${min} to ${max}, such as ${example}.`;
  return z.number({ error: wrong }).min(min, { error: wrong }).max(max, { error: wrong });
}

/** "a, b or c" */
export const anyOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
