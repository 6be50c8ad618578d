/** The table of first causes as Markdown, and the sums above it. */
import { JUDGEMENTS, type Judged, type Judgement } from './judge.ts';

const MEANINGS: Readonly<Record<Judgement, string>> = {
  right: 'the cause of the scenario (✔)',
  hedged: 'another cause, shown as likely or possible (~)',
  none: 'no cause, and no requirement that the fault touches is on the path of this symptom (–)',
  missed: 'no cause, though the path has such a requirement (✘)',
  wrong: 'another cause, shown as certain (✘)',
};

const MARKS: Readonly<Record<Judgement, string>> = { right: '✔', hedged: '~', none: '–', missed: '✘ missed', wrong: '✘' };

export function sumLines(judged: readonly Judged[]): string[] {
  return JUDGEMENTS.map((word) => `| ${word} | ${MEANINGS[word]} | ${judged.filter(({ judgement }) => judgement === word).length} |`);
}

/** One row per scenario, one column per symptom: the first cause, its confidence and its step. */
export function tableOf(judged: readonly Judged[], symptoms: readonly string[]): string {
  const scenarios = [...Map.groupBy(judged, ({ scenario }) => scenario)];
  const rows = scenarios.map(([scenario, walks]) => {
    const cells = symptoms.map((symptom) => cellOf(walks.find((walk) => walk.symptom === symptom)));
    return `| ${[scenario, ...cells].join(' | ')} |`;
  });
  return [`| ${['scenario', ...symptoms].join(' | ')} |`, `| ${['---', ...symptoms.map(() => '---')].join(' | ')} |`, ...rows].join('\n');
}

function cellOf(walk: Judged | undefined): string {
  if (walk === undefined) return '';
  const { judgement, first, rightAt } = walk;
  if (first === null) return MARKS[judgement];
  const name = judgement === 'right' ? '' : ` ${first.code} ${first.name}`;
  const later = rightAt === null ? '' : `, right at ${rightAt.step}`;
  return `${MARKS[judgement]}${name} ${first.confidence}, step ${first.step}${later}`;
}
