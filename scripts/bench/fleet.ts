/** `fleet collect` over ten thousand results in one file: the time, the memory, and whether each group was found as it is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fleet } from '../../src/model/fleet.ts';
import { largeFleet } from '../../test/support/large-fleet.ts';
import { measuredRun } from '../../test/support/measured-run.ts';

export const MACHINES = 10_000;

export interface FleetFigures {
  seconds: number;
  peakMiB: number;
  megabytes: number;
  /** Every cause stands at as many places as were told of it. */
  right: boolean;
}

export async function fleetFigures(program: string, env: Readonly<Record<string, string>>): Promise<FleetFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-fleet-'));
  try {
    const { groups, texts } = largeFleet(MACHINES);
    const text = Array.from(texts, (each) => each.text).join('');
    const file = join(folder, 'results.txt');
    writeFileSync(file, text);
    const run = await measuredRun(program, ['fleet', 'collect', file, '--json'], env);
    const fleet = JSON.parse(run.stdout) as Fleet;
    const told = (name: string) => groups.filter(({ causes }) => causes.includes(name)).reduce((sum, { machines }) => sum + machines, 0);
    const names = new Set(groups.flatMap(({ causes }) => causes));
    const right =
      fleet.summary.places === MACHINES &&
      fleet.causes.length === names.size &&
      fleet.causes.every(({ name, places, found }) => places === told(name) && new Set(found).size === places);
    return { seconds: run.seconds, peakMiB: run.peakMiB, megabytes: text.length / 1e6, right };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
