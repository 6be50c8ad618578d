/** `fleet collect` over a hundred thousand results in one file: the time, the memory, and whether each group was found correctly. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fleet } from '../../src/model/fleet.ts';
import { largeFleet, writeFleet } from '../../test/support/large-fleet.ts';
import { manyBundles } from '../../test/support/many-bundles.ts';
import { measuredRun } from '../../test/support/measured-run.ts';
import type { Benchmark } from './figure.ts';
import { ENVIRONMENT, PROGRAM } from './program.ts';

const MACHINES = 100_000;
const BUNDLES = 1000;
const WHAT = `collecting ${MACHINES} results`;

export const fleet: Benchmark = {
  name: 'fleet',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-fleet-'));
    try {
      const { groups, texts } = largeFleet(MACHINES);
      const file = join(folder, 'results.txt');
      const megabytes = Math.round(writeFleet(file, texts) / 1e6);
      const { stdout, seconds, cpuSeconds, peakMiB } = await measuredRun(PROGRAM, ['fleet', 'collect', file, '--json'], ENVIRONMENT);
      const right = isRight(JSON.parse(stdout) as Fleet, groups);
      return [
        {
          what: WHAT,
          values: [seconds],
          unit: 's',
          most: 60,
          note: `for ${megabytes} MB, ${cpuSeconds.toFixed(1)} s of processor time`,
        },
        { what: `${WHAT}, peak memory`, values: [peakMiB], unit: 'MiB', most: 476 },
        {
          what: `${WHAT}, causes at other places`,
          values: [right ? 0 : 1],
          unit: '',
          most: 0,
        },
        ...(await collectBundles(folder)),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** A month of a support team. */
async function collectBundles(folder: string): Promise<Awaited<ReturnType<Benchmark['run']>>> {
  const month = join(folder, 'month');
  mkdirSync(month);
  const sound = readFileSync(new URL('../../fixtures/bundles/before-name-details.zip', import.meta.url));
  for (const [number, bundle] of Array.from(manyBundles(sound, BUNDLES)).entries()) writeFileSync(join(month, `${number}.zip`), bundle);
  const { stdout, seconds, peakMiB } = await measuredRun(PROGRAM, ['fleet', 'collect', month, '--json'], ENVIRONMENT);
  const { tickets } = JSON.parse(stdout) as Fleet;
  if (tickets?.tickets !== BUNDLES) throw new Error(`${tickets?.tickets} of ${BUNDLES} bundles were collected.`);
  const what = `collecting ${BUNDLES} bundles`;
  return [
    { what, values: [seconds], unit: 's', most: 60 },
    { what: `${what}, peak memory`, values: [peakMiB], unit: 'MiB', most: 476 },
  ];
}

/** Every cause has the expected number of places. */
function isRight({ summary, causes }: Fleet, groups: ReturnType<typeof largeFleet>['groups']): boolean {
  const told = (name: string) => groups.filter((group) => group.causes.includes(name)).reduce((sum, { machines }) => sum + machines, 0);
  const names = new Set(groups.flatMap((group) => group.causes));
  return (
    summary.places === MACHINES &&
    causes.length === names.size &&
    causes.every(({ name, places, found }) => places === told(name) && new Set(found).size === places)
  );
}
