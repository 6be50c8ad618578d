/** One root cause over all machines. Every machine adds to it, and the result does not depend on their order. */
import { isRuleText } from '../../model/command/index.ts';
import { type CompactFinding, type CompactNames, type CompactReport, type CompactTexts, NAME_KINDS } from '../../model/compact.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { FleetFix } from '../../model/fleet.ts';
import { listNames, type QuotedName } from '../line/names.ts';
import { boundedText, boundedWord } from './bounded-text.ts';

const MAX_TARGETS = 500;
const MAX_FIXES = 4;

export interface Cause {
  code: string;
  name: string;
  subject: string;
  /**
   * The id of the key for the pseudonyms in its subject, because the same pseudonym under two keys means two names. Null without
   * pseudonyms.
   */
  maskedBy: string | null;
  severity: (typeof SEVERITIES)[number];
  title: string | null;
  fixes: readonly FleetFix[];
  /** The failed targets of its requirements, with the names in each. */
  targets: Map<string, readonly QuotedName[]>;
  /** The names in the subject; those in the title and the fixes. */
  subjectNames: readonly QuotedName[];
  toldNames: readonly QuotedName[];
}

export const PSEUDONYM = /\bpx-/;

export function keyOfCause({ code, subject, maskedBy }: Pick<Cause, 'code' | 'subject' | 'maskedBy'>): string {
  return JSON.stringify([code, subject, maskedBy]);
}

export interface NamesOfLine {
  texts: readonly string[];
  of(text: string): readonly QuotedName[];
}

const NONE: readonly QuotedName[] = [];

/** The private names of a line, and which of them a text quotes. */
export function namesOfLine(names: CompactNames, toldNames: CompactNames): NamesOfLine {
  const all = NAME_KINDS.flatMap((of) => [...(names[of] ?? []), ...(toldNames[of] ?? [])].map((text): QuotedName => [of, text]));
  return {
    texts: [...listNames(names), ...listNames(toldNames)],
    of: (text) => {
      const found = all.filter(([, name]) => name !== '' && text.includes(name));
      return joinNames(NONE, found);
    },
  };
}

/** What one machine reports about a cause. */
export function causeOf(finding: CompactFinding, maskedBy: string, told: CompactTexts | undefined, names: NamesOfLine): Cause {
  const subject = boundedWord(finding.subject, names.texts);
  const title = told === undefined ? null : boundedWord(told.title, names.texts);
  const fixes = (told?.fixes ?? [])
    .slice(0, MAX_FIXES)
    .map(({ owner, text, command }) => ({ owner, text: boundedText(text, names.texts), command: rulesIn(command, names.texts) }));
  return {
    code: boundedWord(finding.code),
    name: boundedWord(finding.name),
    subject,
    maskedBy: PSEUDONYM.test(subject) ? boundedWord(maskedBy) : null,
    severity: finding.severity,
    ...{ title, fixes, targets: new Map() },
    subjectNames: names.of(subject),
    toldNames: told === undefined ? NONE : names.of([title, ...fixes.flatMap(({ text, command }) => [text, command])].join('\n')),
  };
}

/** Keeps firewall rules from another machine, but no line that a user could paste into a shell. */
function rulesIn(command: string | null, names: readonly string[]): string | null {
  return command === null || !isRuleText(command) ? null : boundedText(command, names);
}

/** Adds the failed targets of the requirements. The targets of a requirement with two causes are added to both. */
export function aim(cause: Cause, rows: ReadonlySet<string>, failures: CompactReport['failures'], names: NamesOfLine): void {
  for (const { row, target } of failures) {
    if (!rows.has(row)) continue;
    const text = boundedWord(target, names.texts);
    addTarget(cause, text, names.of(text));
  }
  limitTargets(cause);
}

/** Adds what another machine reports about the same cause: the highest severity, the longest texts, and all targets. */
export function mergeCause(cause: Cause, other: Cause): void {
  if (SEVERITIES.indexOf(other.severity) < SEVERITIES.indexOf(cause.severity)) cause.severity = other.severity;
  if (other.name < cause.name) cause.name = other.name;
  cause.subjectNames = joinNames(cause.subjectNames, other.subjectNames);
  const order = compareWords(cause, other);
  if (order === 0) cause.toldNames = joinNames(cause.toldNames, other.toldNames);
  else if (order > 0) Object.assign(cause, { title: other.title, fixes: other.fixes, toldNames: other.toldNames });
  for (const [target, names] of other.targets) addTarget(cause, target, names);
  limitTargets(cause);
}

/**
 * The fix of each machine contains the hosts of that machine, so the longest text covers most hosts. Positive if the second text is kept.
 */
function compareWords(a: Cause, b: Cause): number {
  const longer = sizeOf(b.fixes) - sizeOf(a.fixes) || (b.title?.length ?? -1) - (a.title?.length ?? -1);
  if (longer !== 0) return longer;
  if (a.title === b.title && a.fixes.every((fix, index) => isSameFix(fix, b.fixes[index]))) return 0;
  const [one, two] = [JSON.stringify([a.title, a.fixes]), JSON.stringify([b.title, b.fixes])];
  return one === two ? 0 : one < two ? -1 : 1;
}

function isSameFix(a: FleetFix, b: FleetFix | undefined): boolean {
  return a.owner === b?.owner && a.text === b.text && a.command === b.command;
}

function sizeOf(fixes: readonly FleetFix[]): number {
  return fixes.reduce((sum, { text }) => sum + text.length, 0);
}

function addTarget({ targets }: Cause, target: string, names: readonly QuotedName[]): void {
  targets.set(target, joinNames(targets.get(target) ?? NONE, names));
}

/** Keeps the first values in order, whichever machine reported them first. */
function limitTargets({ targets }: Cause): void {
  if (targets.size <= MAX_TARGETS) return;
  for (const target of [...targets.keys()].sort().slice(MAX_TARGETS)) targets.delete(target);
}

function joinNames(some: readonly QuotedName[], others: readonly QuotedName[]): readonly QuotedName[] {
  if (others.every((name) => some.some(([of, text]) => of === name[0] && text === name[1]))) return some;
  const known = new Map([...some, ...others].map((name) => [name.join(' '), name]));
  return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

/** The names in all texts of these causes. */
export function namesOf(causes: readonly Cause[]): CompactNames {
  const names = new Map(NAME_KINDS.map((of) => [of, new Set<string>()]));
  for (const { subjectNames, toldNames, targets } of causes)
    for (const [of, text] of [subjectNames, toldNames, ...targets.values()].flat()) names.get(of)?.add(text);
  return Object.fromEntries(Array.from(names, ([of, texts]) => [of, [...texts].sort()]));
}
