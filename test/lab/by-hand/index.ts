/** Runs the manual checks of all findings. The network of each scenario is started once for all checks in it. */
import type { LabScenario } from '../scenario.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { type HandJudgement, judgeHand } from './judge.ts';
import { type ManualCheck, manualChecksOf, NETWORK_CODES, trialOf } from './manual-checks.ts';
import { findMissingTools } from './needs.ts';
import { type Done, runErrands } from './play.ts';
import type { NetworkCode } from './trial.ts';

/** The name by which the checks of a finding are selected: `by-hand:GD106`; `by-hand` selects all. */
const PREFIX = 'by-hand';

const TRIED = NETWORK_CODES.filter((code) => trialOf(code) !== null);

/** Findings whose manual checks can be tried, by the name that selects them. */
export const HAND_NAMES = new Map<string, readonly NetworkCode[]>([
  [PREFIX, TRIED],
  ...TRIED.map((code) => [nameOf(code), [code]] as const),
]);

export interface HandRun {
  judgements: HandJudgement[];
  skipped: { name: string; missing: string[] }[];
}

export async function tryByHand(
  codes: readonly NetworkCode[],
  missingFor: (scenario: LabScenario) => string[],
  { jobs, isOver }: { jobs: number; isOver: () => boolean },
): Promise<HandRun> {
  const missingTools = await findMissingTools(missingFor);
  const skipped = codes.flatMap((code) => {
    const missing = missingTools(code);
    return missing.length === 0 ? [] : { code, name: nameOf(code), missing };
  });
  const tried = codes.filter((code) => !skipped.some((one) => one.code === code));
  const done: Done[] = [];
  const broken = new Map<string, string>();
  const waiting = [...Map.groupBy(tried.flatMap(manualChecksOf), ({ scenario }) => scenario)];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !isOver(); next = waiting.shift()) {
      const [name, checks] = next;
      await visit(name, checks).then(
        (all) => done.push(...all),
        (error: unknown) => broken.set(name, error instanceof Error ? error.message : String(error)),
      );
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  const judgements = tried.map((code) =>
    judgeHand(
      code,
      done.filter(({ check }) => check.code === code),
      broken,
    ),
  );
  return { judgements, skipped };
}

export function handLines({ code, seenIn, notSeenIn, faults }: HandJudgement): string[] {
  const head = `${faults.length === 0 ? 'PASS' : 'FAIL'}  ${nameOf(code)}  shown in ${seenIn.join(', ')}; not in ${notSeenIn.join(', ')}`;
  return [head, ...faults.map((fault) => `      ${fault}`)];
}

function nameOf(code: NetworkCode): string {
  return `${PREFIX}:${code}`;
}

function visit(name: string, checks: readonly ManualCheck[]): Promise<Done[]> {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) return Promise.reject(new Error('there is no such scenario'));
  return runErrands(scenario, checks);
}
