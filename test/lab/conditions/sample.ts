/**
 * Bad networks for every day: a fixed few of the many that a campaign draws. Each can fail by chance, so all of them together pass or fail
 * by the number of right results.
 */
import type { LabScenario } from '../scenario.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { play } from '../stage.ts';
import { notAsTold } from './as-told.ts';
import { type Assessed, assess, isRight } from './assess.ts';
import { parseConditions } from './conditions.ts';
import { runLine } from './rates.ts';

/** The name that selects them in the lab. */
export const SAMPLE = 'bad-networks';

/** Scenarios with their conditions. The first ones have no fault. */
const RUNS: readonly (readonly [scenario: string, conditions: string])[] = [
  ['healthy', 'loss=2'],
  ['healthy', 'loss=5,rtt=150'],
  ['healthy', 'bandwidth=256,rtt=60'],
  ['healthy', 'bandwidth=128'],
  ['healthy', 'resolverLoss=10'],
  ['healthy', 'rtt=300,jitter=100,loss=1'],
  ['proxy-healthy', 'loss=3'],
  ['proxy-healthy', 'proxyRate=30000'],
  ['port-dropped', 'loss=3,rtt=150'],
  ['name-not-found', 'resolverLoss=10'],
  ['certificate-expired', 'loss=2,rtt=300'],
  ['redirect-target-blocked', 'loss=2'],
  ['tls-intercepted', 'bandwidth=512,rtt=60'],
  ['captive-portal', 'loss=3'],
  ['proxy-requires-login', 'loss=5'],
  ['gateway-udp-silent', 'loss=2,rtt=60'],
];
/** If 98 of 100 runs are right, fewer than this are right only once in some thousand samples. */
const RIGHT_AT_LEAST = 13;
/** Wrong certain claims: one may be chance, two are not. */
const WRONG_AT_CERTAIN_AT_MOST = 1;

export interface SampleResult {
  name: typeof SAMPLE;
  /** The reasons for a failure; empty if the sample passes. */
  faults: string[];
}

interface Playing {
  jobs: number;
  say: (...lines: string[]) => void;
  isOver: () => boolean;
}

/** The scenarios of the sample, with their conditions. */
export function sampled(): LabScenario[] {
  return RUNS.map(([name, words], index) => {
    const scenario = SCENARIOS.find((one) => one.name === name);
    const conditions = parseConditions(words);
    if (scenario === undefined || typeof conditions === 'string') throw new Error(`${name} with ${words} cannot be played.`);
    return { ...scenario, conditions: { ...conditions, seed: index + 1 }, title: `${name} with ${words}` };
  });
}

export async function playSample(scenarios: readonly LabScenario[], { jobs, say, isOver }: Playing): Promise<SampleResult> {
  const waiting = [...scenarios];
  const runs: { assessed: Assessed; right: boolean }[] = [];
  const faults = await notAsTold().catch((error: unknown) => [
    `the lines could not be measured: ${error instanceof Error ? error.message : error}`,
  ]);
  const worker = async (): Promise<void> => {
    for (let scenario = waiting.shift(); scenario !== undefined && !isOver(); scenario = waiting.shift()) {
      try {
        const assessed = assess(scenario, await play(scenario));
        const right = isRight(assessed, scenario.expect.causes.length > 0);
        runs.push({ assessed, right });
        say(runLine(`  ${right ? 'right' : 'WRONG'}  ${scenario.title}`, assessed));
      } catch (error) {
        faults.push(`${scenario.title} could not be played: ${error instanceof Error ? error.message : error}`);
      }
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  const right = runs.filter((run) => run.right).length;
  const certain = runs.filter(({ assessed }) => assessed.wrongAtCertain.length > 0).length;
  if (right < scenarios.length - (RUNS.length - RIGHT_AT_LEAST)) faults.push(`only ${right} of ${scenarios.length} are right`);
  if (certain > WRONG_AT_CERTAIN_AT_MOST) faults.push(`${certain} of ${scenarios.length} are wrong at "certain"`);
  say(
    `${faults.length === 0 ? 'PASS' : 'FAIL'}  ${SAMPLE}  ${right} of ${scenarios.length} are right`,
    ...faults.map((fault) => `      ${fault}`),
  );
  return { name: SAMPLE, faults };
}
