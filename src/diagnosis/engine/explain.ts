/** The output of `explain CODE` as data: the explanation of a rule without the facts of a session. */
import type { PastableText, Shell } from '../../model/command/index.ts';
import type { Owner } from '../../model/finding.ts';
import type { FindingCode, FindingName } from '../../model/finding-codes.ts';
import { FINDINGS } from '../../model/finding-codes.ts';
import { writeCommand } from '../../shells/index.ts';
import { RULES } from '../rules/registry.ts';
import type { ManualCheckDraft, Rule } from '../rules/rule.ts';
import { PLACEHOLDERS, placeholdersIn } from './placeholders.ts';

/** A manual check with its command as written for a shell. */
export type ManualCheckText = Omit<ManualCheckDraft, 'run'> & { run: string };

export interface FindingExplanation {
  code: FindingCode;
  name: FindingName;
  summary: string;
  why: string;
  stops: string;
  confusedWith: readonly { name: FindingName; apart: string }[];
  /** Fixes with placeholders; empty if there is nothing to fix (GD507). */
  fixes: readonly { owner: Owner; text: string; command: string | null }[];
  /** The title, with placeholders. */
  title: string;
  evidence: readonly string[];
  byHand: readonly ManualCheckText[];
  /** The words in angle brackets in these commands. */
  placeholders: readonly { name: string; meaning: string }[];
  /** Limits or prerequisites of the commands; null if there are none. */
  byHandNote: string | null;
}

/** Every code has a rule (`registry.test.ts`). */
const byCode = Object.fromEntries(RULES.map((rule) => [rule.code, rule])) as Record<FindingCode, Rule>;

/** The alternative cause to name if a finding of this code is only likely; null if there is none. */
export function alternativeOf(code: FindingCode): string | null {
  const { otherwise, confusedWith } = byCode[code];
  const [neighbour] = Object.keys(confusedWith);
  return otherwise ?? (neighbour === undefined ? null : `it may be ${neighbour}`);
}

/** `shell` decides the syntax of the commands. */
export function explainFinding(code: FindingCode, shell: Shell = 'posix'): FindingExplanation {
  const rule = byCode[code];
  const { summary, why, stops, byHandNote = null, example } = rule;
  const asText = (pasted: PastableText) => writeCommand(pasted, shell, { placeholders: true });
  const byHand = rule.byHand.map((look) => ({ ...look, run: asText(look.run) }));
  const fixes = rule
    .fixes(example)
    .map(({ owner, text, command }) => ({ owner, text, command: command === undefined ? null : asText(command) }));
  const placeholders = placeholdersIn(byHand.flatMap(({ run, shows }) => [run, shows])).map((name) => ({
    name,
    meaning: PLACEHOLDERS[name] ?? '',
  }));
  return {
    code,
    name: FINDINGS[code],
    summary,
    why,
    stops,
    confusedWith: Object.entries(rule.confusedWith).map(([name, apart]) => ({ name: name as FindingName, apart })),
    fixes,
    title: rule.title(example),
    evidence: rule.evidence(example),
    byHand,
    placeholders,
    byHandNote,
  };
}
