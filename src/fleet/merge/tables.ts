/** Stores only once what many machines share: rows and causes by number, verdicts as one letter per row. */

import { isRuleText } from '../../model/command/index.ts';
import type { CompactFinding, CompactReport, CompactTexts } from '../../model/compact.ts';
import { type CONFIDENCES, SEVERITIES } from '../../model/finding.ts';
import type { FleetFix } from '../../model/fleet.ts';
import { listNames } from '../line/names.ts';
import { unpackRows } from '../line/row-names.ts';
import { boundedText, boundedWord, MAX_TEXT } from './bounded-text.ts';

/** A limit: a fleet with more rows is an attack on the collector's memory. */
const MAX_ROWS = 500;
const MAX_CAUSES = 20_000;
const MAX_ROOTS_PER_PLACE = 100;
const MAX_TARGETS = 500;

export interface Cause {
  code: string;
  name: string;
  subject: string;
  severity: (typeof SEVERITIES)[number];
  title: string | null;
  fixes: FleetFix[];
  targets: Set<string>;
}

/** One root cause on one machine; `cause` and `rows` are indexes into the tables. */
export interface RootCause {
  cause: number;
  confidence: (typeof CONFIDENCES)[number];
  rows: readonly number[];
}

/** Letters of verdicts; rows that do not count have none. */
export const VERDICT_LETTERS = { met: 'm', unmet: 'u', unknown: 'k', 'not-applicable': 'n' } as const;
export const ABSENT_LETTER = '-';

export interface Tables {
  rowIds: readonly string[];
  causes: readonly Cause[];
  /** One letter per counting row, in the order of `rowIds`. */
  verdictsOf(compact: CompactReport): string;
  /** `key` identifies the pseudonyms of the result, because the same pseudonym under two keys means two names. */
  rootsOf(compact: CompactReport, key: string): RootCause[];
  /** Number of rows, causes and roots that did not fit. */
  leftOut(): number;
}

export function createTables(): Tables {
  const rowIds: string[] = [];
  const rowNumbers = new Map<string, number>();
  const causes: Cause[] = [];
  const causeNumbers = new Map<string, number>();
  let leftOut = 0;

  const rowNumber = (id: string): number | null => {
    const known = rowNumbers.get(id);
    if (known !== undefined) return known;
    if (rowIds.length === MAX_ROWS) {
      leftOut++;
      return null;
    }
    rowNumbers.set(id, rowIds.length);
    return rowIds.push(boundedWord(id)) - 1;
  };

  const causeNumber = (finding: CompactFinding, maskedBy: string, names: readonly string[]): number | null => {
    const key = JSON.stringify([finding.code, finding.subject, PSEUDONYM.test(finding.subject) ? maskedBy : null]);
    const known = causeNumbers.get(key);
    if (known !== undefined) return known;
    if (causes.length === MAX_CAUSES) {
      leftOut++;
      return null;
    }
    const { code, name, subject, severity } = finding;
    causeNumbers.set(key, causes.length);
    return (
      causes.push({
        code: boundedWord(code),
        name: boundedWord(name),
        subject: boundedWord(subject, names),
        severity,
        title: null,
        fixes: [],
        targets: new Set(),
      }) - 1
    );
  };

  return {
    rowIds,
    causes,
    verdictsOf({ rows }) {
      const letters: string[] = [];
      for (const group of rows) {
        for (const id of unpackRows(group.rows)) {
          const number = rowNumber(id);
          if (number !== null) letters[number] = VERDICT_LETTERS[group.verdict];
        }
      }
      return Array.from(letters, (letter) => letter ?? ABSENT_LETTER).join('');
    },
    rootsOf({ names, toldNames, findings, told, failures }, key) {
      const quoted = [...listNames(names), ...listNames(toldNames)];
      const roots = new Map<number, RootCause>();
      for (const [index, finding] of findings.entries()) {
        if (finding.causedBy !== null) continue;
        if (roots.size === MAX_ROOTS_PER_PLACE) {
          leftOut++;
          continue;
        }
        const cause = causeNumber(finding, key, quoted);
        if (cause === null) continue;
        const ids = unpackRows(finding.rows);
        const rows = [...new Set(ids.flatMap((id) => rowNumber(id) ?? []))];
        roots.set(cause, { cause, confidence: finding.confidence, rows });
        aim(causes[cause], new Set(ids), failures, quoted);
        learn(
          causes[cause],
          finding,
          told.find((words) => words.finding === index),
          quoted,
        );
      }
      return [...roots.values()];
    },
    leftOut: () => leftOut,
  };
}

export const PSEUDONYM = /\bpx-/;

/** Keeps the highest severity of all machines, and the words of the machine with the longest text. */
function learn(cause: Cause | undefined, { severity }: CompactFinding, told: CompactTexts | undefined, names: readonly string[]): void {
  if (cause === undefined) return;
  if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(cause.severity)) cause.severity = severity;
  if (told === undefined) return;
  cause.title ??= boundedWord(told.title, names);
  if (length(told.fixes) <= length(cause.fixes)) return;
  cause.fixes = told.fixes
    .slice(0, 4)
    .map((fix) => ({ owner: fix.owner, text: boundedText(fix.text, names), command: rulesIn(fix.command, names) }));
}

/** Keeps firewall rules from another machine, but no line that could be pasted into a shell. */
function rulesIn(command: string | null, names: readonly string[]): string | null {
  return command === null || !isRuleText(command) ? null : boundedText(command, names);
}

/** Adds the failed targets of the cause's rows. A row with two causes adds its targets to both. */
function aim(cause: Cause | undefined, rows: ReadonlySet<string>, failures: CompactReport['failures'], names: readonly string[]): void {
  for (const { row, target } of failures)
    if (cause !== undefined && cause.targets.size < MAX_TARGETS && rows.has(row)) cause.targets.add(boundedWord(target, names));
}

/** The fix of each machine contains its own hosts, so the longest text covers most of them. */
function length(fixes: readonly { text: string }[]): number {
  return fixes.reduce((sum, fix) => sum + Math.min(fix.text.length, MAX_TEXT), 0);
}
