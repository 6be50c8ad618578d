/** The result of a run on a bad network: its errors, and whether it describes the network. */
import type { FindingName } from '../../../src/model/finding-codes.ts';
import type { Report } from '../../../src/model/report.ts';
import { RESOLVER, SECOND_RESOLVER } from '../company.ts';
import type { Checked } from '../program.ts';
import type { LabScenario } from '../scenario.ts';

export interface Assessed {
  exit: number | null;
  milliseconds: number;
  /** Expected causes that are not among the root causes. */
  missed: string[];
  /** Root causes that block and do not exist. */
  falseBlockers: string[];
  /** Findings that claim with certainty what does not exist, root causes or not. */
  wrongAtCertain: string[];
  /** Other findings about what does not exist. */
  otherWrong: string[];
  /** Its statements about a slow or lossy network. */
  network: string[];
}

/** Findings about the quality of a network, which are right only on a bad network. */
const ABOUT_NETWORK: readonly string[] = ['packet-loss', 'link-too-slow', 'download-too-slow', 'download-stalls', 'machine-starved'];

type Reported = Report['findings'][number];

/** `subjects`: the right subjects, by name of the cause; for a missing name every subject is right. */
export function assess(
  { expect, conditions }: LabScenario,
  { report, exit, milliseconds }: Pick<Checked, 'report' | 'exit' | 'milliseconds'>,
  subjects: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Assessed {
  const isDue = ({ name, subject }: Reported): boolean =>
    [...expect.causes, ...(expect.consequences ?? [])].includes(name as FindingName) &&
    [...(subjects.get(name) ?? [subject])].map(anyResolver).includes(anyResolver(subject));
  const byId = new Map(report.findings.map((finding) => [finding.id, finding]));
  const rootOf = (finding: Reported): Reported => {
    const above = finding.causedById === null ? undefined : byId.get(finding.causedById);
    return above === undefined ? finding : rootOf(above);
  };
  const isNetwork = ({ name, severity }: Reported): boolean =>
    (ABOUT_NETWORK.includes(name) || (name === 'resolver-silent' && conditions?.deadResolver === 1)) &&
    (severity !== 'blocker' || expect.causes.length > 0);
  // What a right cause explains is right too, unless it is the near miss of that cause.
  const wrong = report.findings.filter(
    (finding) => !isDue(finding) && !isNetwork(finding) && (!isDue(rootOf(finding)) || expect.never.includes(finding.name as FindingName)),
  );
  const isCertain = ({ confidence }: Reported): boolean => confidence === 'certain';
  const isBlocker = ({ severity, causedBy }: Reported): boolean => severity === 'blocker' && causedBy === null;
  const roots = report.findings.filter(({ causedBy }) => causedBy === null).map(({ name }) => name);
  return {
    exit,
    milliseconds: Math.round(milliseconds),
    missed: expect.causes.filter((name) => !roots.includes(name)),
    falseBlockers: wrong.filter(isBlocker).map(wordsFor),
    wrongAtCertain: wrong.filter(isCertain).map(wordsFor),
    otherWrong: wrong.filter((finding) => !isBlocker(finding) && !isCertain(finding)).map(wordsFor),
    network: [...report.findings.filter(isNetwork), ...report.notes.filter(({ name }) => ABOUT_NETWORK.includes(name))].map(
      ({ name }) => name,
    ),
  };
}

/** A network that works, however badly, must not give a blocker, and what remains unknown has a reason. */
export function isCleanOnWorkingNetwork({ exit, falseBlockers, network }: Assessed): boolean {
  return falseBlockers.length === 0 && (exit === 0 || (exit === 3 && network.length > 0));
}

/** Nothing is claimed that does not exist, and every existing cause is named. */
export function isRight(run: Assessed, hasCauses: boolean): boolean {
  const isSettled = hasCauses ? run.missed.length + run.falseBlockers.length === 0 : isCleanOnWorkingNetwork(run);
  return isSettled && run.wrongAtCertain.length === 0;
}

/** The number of resolvers is a condition of the network, so a subject may name one or both. */
function anyResolver(subject: string): string {
  return [RESOLVER, SECOND_RESOLVER]
    .reduce((text, address) => text.replace(address, 'resolver'), subject)
    .replace('resolver and resolver', 'resolver');
}

function wordsFor({ name, subject }: Reported): string {
  return `${name} (${subject})`;
}
