/** What is profiled: each starts the program by this command line and lets it end by itself, which is when V8 writes the profile. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flagsOf } from '../../test/lab/company.ts';
import { inside } from '../../test/lab/namespaces.ts';
import { findMissing } from '../../test/lab/needs.ts';
import { walkWholeList } from '../../test/lab/peak-memory.ts';
import type { LabScenario } from '../../test/lab/scenario.ts';
import { SCENARIOS } from '../../test/lab/scenarios/index.ts';
import { inNetworkOf } from '../../test/lab/stage.ts';
import { largeFleet } from '../../test/support/large-fleet.ts';

const MACHINES = 2000;

export const RUNS: Readonly<Record<string, (program: readonly string[]) => Promise<void>>> = {
  check: async (program) => {
    const scenario = await healthy();
    await inNetworkOf(scenario, async ({ namespace, home, rootsFile }) => {
      const flags = ['check', '--json', '--no-store', '--public-roots', rootsFile, ...flagsOf(scenario.profile)];
      start(inside(namespace, [...program, ...flags]), { PATH: process.env['PATH'] ?? '', HOME: home, XDG_STATE_HOME: home }, home);
    });
  },
  walk: async (program) => {
    await walkWholeList(await healthy(), program, () => {});
  },
  fleet: async (program) => {
    const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-profile-'));
    try {
      const file = join(folder, 'results.txt');
      writeFileSync(file, Array.from(largeFleet(MACHINES).texts, ({ text }) => text).join(''));
      start([...program, 'fleet', 'collect', file, '--json'], { ...process.env, XDG_STATE_HOME: folder }, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function start([file = '', ...words]: readonly string[], env: NodeJS.ProcessEnv, cwd: string): void {
  spawnSync(file, words, { env, cwd, stdio: ['ignore', 'ignore', 'inherit'], maxBuffer: 1 << 26 });
}

async function healthy(): Promise<LabScenario> {
  const scenario = SCENARIOS.find(({ name }) => name === 'healthy');
  if (scenario === undefined) throw new Error('The lab has no healthy scenario.');
  const missing = (await findMissing())(scenario);
  if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
  return { ...scenario, profile: { ...scenario.profile, consents: [] } };
}
