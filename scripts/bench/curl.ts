/**
 * A whole sweep against `curl --parallel` over the same URLs: from one place in the lab's network, against servers in other processes, with
 * the same methods and the same concurrency. curl resolves, connects, verifies and reads; the sweep also asks resolvers, sends datagrams
 * and inspects this machine.
 */
import { spawnSync } from 'node:child_process';
import { flagsOf } from '../../test/lab/company.ts';
import { inside } from '../../test/lab/namespaces.ts';
import { findMissing, isThere } from '../../test/lab/needs.ts';
import { SCENARIOS } from '../../test/lab/scenarios/index.ts';
import { inNetworkOf, type Place } from '../../test/lab/stage.ts';
import { type Benchmark, median } from './figure.ts';
import { PROGRAM } from './program.ts';

const RUNS = 5;
const WIDE = 32;
const what = 'full sweep, healthy, against curl --parallel';

export const curl: Benchmark = {
  name: 'curl',
  async run() {
    const healthy = SCENARIOS.find(({ name }) => name === 'healthy');
    if (healthy === undefined) throw new Error('The lab has no healthy scenario.');
    // Credentials, downloads and log-ins are nothing that curl would do.
    const scenario = { ...healthy, profile: { ...healthy.profile, consents: [] } };
    const missing = [...(await findMissing())(scenario), ...((await isThere('curl')) ? [] : ['curl'])];
    if (missing.length > 0) return [{ what, missing: missing.join(', ') }];
    return inNetworkOf(scenario, async (place) => {
      const sweeps: number[] = [];
      const curls: number[] = [];
      let count = 0;
      for (let run = 0; run < RUNS; run += 1) {
        const { durationMs, requests } = sweepFrom(place, flagsOf(scenario.profile));
        sweeps.push(durationMs);
        curls.push(curlFrom(place, requests));
        count = requests.length;
      }
      const note = `${Math.round(median(sweeps))} ms against ${Math.round(median(curls))} ms for ${count} URLs`;
      return [{ what, values: sweeps.map((ms, run) => ms / (curls[run] ?? Number.NaN)), unit: '×', most: 2.5, note }];
    });
  },
};

interface Asked {
  url: string;
  head: boolean;
  /** It redirects, and was followed. */
  follow: boolean;
}

interface Report {
  durationMs: number;
  observations: { probe: string; role: string; target: { url?: string }; phases: Record<string, unknown>[] }[];
}

function sweepFrom({ namespace, home, rootsFile }: Place, flags: readonly string[]): { durationMs: number; requests: Asked[] } {
  const command = [process.execPath, PROGRAM, 'check', '--json', '--no-store', '--public-roots', rootsFile, ...flags];
  const { stdout } = runInside(namespace, home, command);
  const { durationMs, observations } = JSON.parse(stdout) as Report;
  const rows = observations.filter(({ probe, role, target }) => probe === 'https' && role === 'row' && target.url !== undefined);
  const isHead = (phase: Record<string, unknown>) => phase['http.request.method'] === 'HEAD';
  const isBehind = (phase: Record<string, unknown>) => Number(phase['hop'] ?? 0) > 0;
  const requests = rows.map(({ target, phases }) => ({ url: target.url ?? '', head: phases.some(isHead), follow: phases.some(isBehind) }));
  return { durationMs, requests };
}

/** Milliseconds of the whole process. */
function curlFrom({ namespace, home, rootsFile }: Place, requests: readonly Asked[]): number {
  const config = requests.map(({ url, head, follow }) =>
    [`url = "${url}"`, 'output = "/dev/null"', `cacert = "${rootsFile}"`, ...(head ? ['head'] : []), ...(follow ? ['location'] : [])].join(
      '\n',
    ),
  );
  const began = performance.now();
  const args = ['--silent', '--parallel', '--parallel-immediate', '--parallel-max', String(WIDE), '--config', '-'];
  const { status } = runInside(namespace, home, ['curl', ...args], config.join('\nnext\n'));
  const tookMs = performance.now() - began;
  if (status !== 0) throw new Error(`curl ends with ${status} in a network in which all is well.`);
  return tookMs;
}

function runInside(namespace: string, home: string, command: readonly string[], input = ''): { status: number | null; stdout: string } {
  const [file = '', ...args] = inside(namespace, command);
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_STATE_HOME: home };
  const { status, stdout } = spawnSync(file, args, { env, cwd: home, input, encoding: 'utf8', maxBuffer: 1 << 26 });
  return { status, stdout };
}
