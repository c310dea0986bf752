// sitrep.yml → settings, or everything that is wrong with it. Pure: the text is handed in, and whatever it is, nothing
// is thrown. Never takes a part of a file that has a mistake: a bot that runs on half of its settings is worse than one
// that says why it does not start.

import { type Fallback, noFallback } from "./defaults.ts";
import { documentOf } from "./document.ts";
import { effective } from "./effective.ts";
import { maxProblems, maxSettingsLength } from "./limits.ts";
import { issueRemarks, placed, problemsOf, type SettingsProblem, yamlRemarks } from "./problems.ts";
import { misfits } from "./references.ts";
import type { HolidayRegions } from "./regions.ts";
import { settingsSchema } from "./schema.ts";
import type { Settings } from "./settings.ts";
import { type Remark, treeOf } from "./tree.ts";

export type SettingsReading =
  | { readonly kind: "settings"; readonly settings: Settings }
  /** At most 20, in the order of the file; `unsaid` counts the others. */
  | { readonly kind: "problems"; readonly problems: readonly SettingsProblem[]; readonly unsaid: number };

function refused(file: string, remarks: readonly Remark[]): SettingsReading {
  const problems = problemsOf(file, remarks);
  const said = problems.slice(0, maxProblems);
  return { kind: "problems", problems: said, unsaid: problems.length - said.length };
}

/**
 * `file`: as problems name it. An empty text asks for the defaults. `usual` holds where the text is silent.
 * `regions`: of `regionsFor` (regions.ts); without them no calendar can have a region's holidays.
 */
export function readSettings(
  text: string,
  file: string,
  usual: Fallback = noFallback,
  regions: HolidayRegions | null = null,
): SettingsReading {
  if (text.length > maxSettingsLength) {
    const message = `the file is longer than ${maxSettingsLength} characters. Is it the right one? Make it shorter.`;
    return refused(file, [{ path: [], place: { line: 1, column: 1 }, message }]);
  }
  const { document, lines, errors } = documentOf(text);
  if (errors.length > 0) {
    const placeOf = (offset: number) => {
      const { line, col } = lines.linePos(offset);
      return { line: Math.max(1, line), column: Math.max(1, col) };
    };
    return refused(file, yamlRemarks(errors, text, placeOf));
  }
  const tree = treeOf(document, lines);
  if (!tree.isWhole) return refused(file, tree.remarks);
  const value = tree.value ?? {};
  const parsed = settingsSchema.safeParse(value);
  const issues = parsed.error?.issues ?? [];
  const remarks = [...tree.remarks, ...issueRemarks(issues, tree), ...placed(misfits(value, regions), tree)];
  if (!parsed.success || remarks.length > 0) return refused(file, remarks);
  return { kind: "settings", settings: effective(parsed.data, usual, regions) };
}
