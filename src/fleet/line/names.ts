/** The private names in the texts of a line. */
import { type CompactNames, type CompactPlace, type CompactReport, NAME_KINDS } from '../../model/compact.ts';
import { Report } from '../../model/report.ts';
import { findIdentifiers, type Identifier } from '../../redact/index.ts';

/** A private name that a text quotes, with its class. */
export type QuotedName = readonly [of: (typeof NAME_KINDS)[number], text: string];

/** The minimum length of a name, because shorter names occur as words in any text. */
const SHORTEST = 3;

type PlaceFacts = Pick<CompactPlace, 'instance' | 'host' | 'runnerId' | 'environmentId'>;

type Texts = Pick<CompactReport, 'findings' | 'told' | 'failures'>;

/** The names in fields of the report and in the facts about its machine that the texts quote. */
export function quotedNames(report: Report, where: PlaceFacts, texts: Texts): Pick<CompactReport, 'names' | 'toldNames'> {
  const subjects = texts.findings.map(({ subject }) => subject).join('\n');
  const told = toldOf(texts);
  const all = [...ofPlace(where), ...findIdentifiers(Report, report)].filter(({ text }) => text.length >= SHORTEST);
  return {
    names: byClass(all.filter(({ text }) => subjects.includes(text))),
    toldNames: byClass(all.filter(({ text }) => !subjects.includes(text) && told.includes(text))),
  };
}

/** If the names do not fit, the texts that quote them are omitted too, because these could not be masked. */
export function dropNames(compact: CompactReport): CompactReport {
  const names = listNames(compact.names);
  return {
    ...compact,
    names: {},
    toldNames: {},
    told: [],
    failures: [],
    findings: compact.findings.map((finding) =>
      names.some((name) => finding.subject.includes(name)) ? { ...finding, subject: '' } : finding,
    ),
  };
}

export function listNames(names: CompactNames): string[] {
  return NAME_KINDS.flatMap((of) => names[of] ?? []);
}

function ofPlace({ instance, host, runnerId, environmentId }: PlaceFacts): Identifier[] {
  const resources = [instance, runnerId, environmentId].filter((name) => name !== null);
  return [
    ...(host === null ? [] : [{ class: 'host' as const, text: host }]),
    ...resources.map((text) => ({ class: 'resource' as const, text })),
  ];
}

function toldOf({ told, failures }: Texts): string {
  const words = told.flatMap(({ title, fixes, evidence }) => [
    title,
    ...fixes.flatMap(({ text, command }) => [text, command ?? '']),
    ...evidence,
  ]);
  return [...words, ...failures.map(({ target }) => target)].join('\n');
}

function byClass(found: readonly Identifier[]): CompactNames {
  const names = NAME_KINDS.map((of) => [of, [...new Set(found.filter((each) => each.class === of).map(({ text }) => text))]] as const);
  return Object.fromEntries(names.filter(([, texts]) => texts.length > 0));
}
