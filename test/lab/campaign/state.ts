/** The state of a campaign: a line for each completed run, so that a campaign can be continued. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Assessed } from '../conditions/assess.ts';
import type { RunKind } from './draw.ts';

/** The runs of the last campaign, the source of the page. */
export const RATES = 'docs/rates.jsonl';

export interface PlayedRun extends Assessed {
  run: number;
  seed: number;
  /** The version of the program. */
  commit: string;
  kind: RunKind;
  scenario: string;
  /** The causes that the network had. */
  causes: readonly string[];
  conditions: string;
  /**
   * The share of the time in which programs waited for a processor just before and after, in percent; null if the kernel does not provide
   * it.
   */
  pressure: number | null;
}

/** The right subjects of a cause: measured once on a good network, for that version of the program. */
export interface Reference {
  reference: string;
  commit: string;
  /** Subjects by the name of the cause. */
  subjects: Record<string, string[]>;
}

export interface State {
  runs: PlayedRun[];
  references: Reference[];
}

export function readState(file: string): State {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const entries = lines.map((line) => JSON.parse(line) as PlayedRun | Reference);
  return {
    runs: entries.flatMap((entry) => ('run' in entry ? entry : [])),
    references: entries.flatMap((entry) => ('reference' in entry ? entry : [])),
  };
}

export function append(file: string, entry: PlayedRun | Reference): void {
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
}
