/** Repeats scenarios on a bad network: random results need a rate. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabScenario } from '../scenario.ts';
import { play } from '../stage.ts';
import { type Assessed, assess } from './assess.ts';
import { wordsOf } from './conditions.ts';
import { rateLines, ratesOf, runLine } from './rates.ts';

export interface Repeating {
  repeat: number;
  seed: number;
  jobs: number;
  /** The folder for reports. */
  reports: string | undefined;
  say: (...lines: string[]) => void;
  isOver: () => boolean;
}

/** The number of runs that could not be completed. */
export async function repeatOn(scenarios: readonly LabScenario[], how: Repeating): Promise<number> {
  const { repeat, seed, jobs, reports, say, isOver } = how;
  if (reports !== undefined) await mkdir(reports, { recursive: true });
  let broken = 0;
  for (const scenario of scenarios) {
    say(`${scenario.name} with ${wordsOf(scenario.conditions ?? {})}`);
    const runs: Assessed[] = [];
    const waiting = Array.from({ length: repeat }, (_, index) => seed + index);
    const worker = async (): Promise<void> => {
      for (let drawn = waiting.shift(); drawn !== undefined && !isOver(); drawn = waiting.shift()) {
        try {
          const checked = await play({ ...scenario, conditions: { ...scenario.conditions, seed: drawn } });
          const assessed = assess(scenario, checked);
          runs.push(assessed);
          if (reports !== undefined)
            await writeFile(join(reports, `${scenario.name}-${drawn}.json`), JSON.stringify(checked.report, null, 2));
          say(runLine(`  seed ${drawn}`, assessed));
        } catch (error) {
          broken += 1;
          say(`  seed ${drawn}  NOT PLAYED: ${error instanceof Error ? error.message : error}`);
        }
      }
    };
    await Promise.all(Array.from({ length: jobs }, worker));
    say(...rateLines(ratesOf(runs), scenario.expect.causes.length > 0), '');
  }
  return broken;
}
