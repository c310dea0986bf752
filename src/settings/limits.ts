// What sitrep.yml may hold. Generous for people, small for a program: the file is read at each start.

/** Sixteen times the example; more is not a settings file. */
export const maxSettingsLength = 64 * 1024;
/** Values in the file, those that come by an alias counted each time: a few lines of aliases can stand for billions. */
export const maxValues = 10_000;
/** The deepest setting stands at 5. */
export const maxDepth = 12;
/** As many problems as a person mends before they start again. */
export const maxProblems = 20;
/** So much of a wrong value is repeated. */
export const quotedLength = 40;

/** A severity's name and meaning are one option of a menu, with " · " between them: 75 characters (FACTS 3). */
export const maxSeverityNameLength = 12;
export const maxMeaningLength = 60;
/** One character, or an emoji's shortcode. */
export const maxMarkLength = 40;
/** A list that people choose from while something burns. */
export const maxSeverities = 10;
export const maxRoles = 20;
/** The menu of components: 100 options (FACTS 3). */
export const maxComponents = 100;
export const maxNameLength = 60;
/** Channels, people and groups that are told of one incident. */
export const maxToldAtOnce = 10;
/** Half of a channel's name (80, FACTS 4) is left for the number and the title. */
export const maxTemplateLength = 40;
/** The longest target: a year. */
export const maxTargetDays = 366;
/** Words that a wrong one is held against. There are some 420 time zones. */
export const maxCompared = 600;

/** Public holidays of a region are known from this year on, for incidents that are imported. */
export const firstHolidayYear = 2015;
/** Far beyond the longest target, and counted again at each start. */
export const holidayYearsAhead = 10;
