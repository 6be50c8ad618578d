/** The path through the guide in words, one line per step, for reports. */
import { isStepId, STEPS } from '../../guide/index.ts';
import type { Report } from '../../model/report.ts';
import type { PathEntry } from '../../model/session.ts';
import type { Hop } from '../../render/block.ts';
import type { StatusWord } from '../../render/status-words.ts';
import { duration } from './quantity.ts';
import { joined } from './say.ts';

interface PathLine {
  /** Milliseconds since the session began. */
  atMs: number;
  title: string;
  question: string;
  /** The answer, the result of the measurement, or why the step was skipped; null if there is none. */
  outcome: string | null;
  /** Who answered: `a person`, or `a flag, or what was found`; null if no question was asked. */
  by: string | null;
  /** The present status of the step's requirements. */
  status: StatusWord | null;
}

const BY_WORDS = { person: 'a person', auto: 'a flag or a finding' } as const;

/** The path as a list: each question with its answer or measurement, where it came from, and the time. */
export function pathHops(path: readonly PathEntry[], report: Pick<Report, 'requirements'>): Hop[] {
  return pathLines(path, report).map(({ title, question, outcome, by, status, atMs }) => ({
    status,
    label: title,
    text: [
      { quiet: joined(' ', [question, `(at ${duration(atMs)})`]) },
      ...(outcome === null ? [] : [` ${outcome}`]),
      ...(by === null ? [] : [{ quiet: ` (answered by ${by})` }]),
    ],
  }));
}

/** `path` and `report` are shown unchanged; mask them first if needed. */
function pathLines(path: readonly PathEntry[], report: Pick<Report, 'requirements'>): PathLine[] {
  const lines: PathLine[] = [];
  for (const entry of path) {
    const last = lines.at(-1);
    if (entry.action === 'answered' && last?.title === titleOf(entry.step) && last.outcome === null) lines.pop();
    lines.push(lineOf(entry, report));
  }
  return lines;
}

function lineOf(entry: PathEntry, report: Pick<Report, 'requirements'>): PathLine {
  const step = isStepId(entry.step) ? STEPS[entry.step] : null;
  const blank = { atMs: entry.atMs, title: titleOf(entry.step), question: step?.question ?? '', by: null, status: null };
  switch (entry.action) {
    case 'entered':
      return { ...blank, outcome: null, ...(step?.kind === 'measure' ? measured(step.areas, report) : {}) };
    case 'answered':
      return { ...blank, outcome: answerWords(entry), by: entry.by === null ? null : BY_WORDS[entry.by] };
    case 'went-back':
      return { ...blank, outcome: 'you went back to this step' };
    case 'skipped':
      return { ...blank, outcome: `skipped: ${entry.detail ?? 'nothing to ask'}`, status: 'SKIP' };
  }
}

/** A cause is logged as a step of its own, `advise/port-dropped`. */
function titleOf(step: string): string {
  return isStepId(step) ? STEPS[step].title : step.replace(/^advise\//, `${STEPS.advise.title}: `);
}

/** A choice in the words of its question, or typed text as it was stored. */
function answerWords({ step, detail }: PathEntry): string {
  if (detail === null || detail === '') return 'left open';
  const asked = isStepId(step) ? STEPS[step] : null;
  const choice = asked?.kind === 'ask' ? asked.choices.find(({ value }) => value === detail) : undefined;
  return choice?.label ?? detail;
}

function measured(areas: readonly string[], { requirements }: Pick<Report, 'requirements'>): Pick<PathLine, 'outcome' | 'status'> {
  const rows = requirements.filter(({ area, counts }) => counts && areas.includes(area));
  const met = rows.filter(({ verdict }) => verdict === 'met').length;
  if (rows.length === 0) return { outcome: 'no check of this step counts here', status: null };
  const unmet = rows.some(({ verdict }) => verdict === 'unmet');
  return { outcome: `${met} of ${rows.length} checks that count passed`, status: unmet ? 'FAIL' : met === rows.length ? 'PASS' : 'UNSURE' };
}
