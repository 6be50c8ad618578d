/**
 * Scripts that do not end, and random scripts, in the real helper process. If one fails, a script from a network blocks the program, or
 * reaches what it must not reach. A part of them each time; `npm run hostile-scripts` runs all.
 */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { ScriptAnswer } from '../../src/model/proxy-script.ts';
import { type Evaluation, evaluateScript } from '../../src/probes/pac/evaluate.ts';
import { resolve } from './agreement.ts';
import { anyScript } from './any-script.ts';
import { OWN_ADDRESSES } from './network.ts';
import { hostileScripts } from './scripts.ts';

const CASES = Number(process.env['SCRIPT_CASES'] ?? 6);
const SEED = Number(process.env['SCRIPT_SEED'] ?? 1);
const ALL = CASES > 50;
const EVERY = ALL ? 1 : 11;

const URLS = ['https://app.gitpod.io/', 'https://mcr.microsoft.com/'];
const LIMITS = { loadMs: 200, callMs: 200, totalMs: 400 };
const HEALTHY = 'function FindProxyForURL(url, host) { return "DIRECT"; }';
const SECOND = 1000;

/** The time of a script that does nothing: the start of a process, which takes longer on a busy machine. */
let idle = 0;

beforeAll(async () => {
  const startedAt = performance.now();
  await evaluated(HEALTHY);
  idle = performance.now() - startedAt;
});

function evaluated(text: string): Promise<Evaluation> {
  return evaluateScript(text, URLS, resolve, { now: new Date(), ownAddresses: OWN_ADDRESSES, limits: LIMITS });
}

/** Ends in time, with answers that can be stored. */
async function endsInTime(text: string): Promise<Evaluation> {
  const startedAt = performance.now();
  const evaluation = await evaluated(text);
  const ms = performance.now() - startedAt;
  // Within a second if all are run. Beside other tests on a busy machine, only scripts that hang must be found.
  expect(ms).toBeLessThan(LIMITS.loadMs + LIMITS.totalMs + (ALL ? SECOND + 5 * idle : 15 * SECOND));
  expect(evaluation.questions.length).toBeLessThanOrEqual(400);
  z.array(ScriptAnswer).max(URLS.length).parse(evaluation.answers);
  if (evaluation.failure === null) expect(evaluation.answers).toHaveLength(URLS.length);
  return evaluation;
}

const some = hostileScripts().filter((_, place) => place % EVERY === 0);

test.each(some)('the evaluation of a proxy script ends in time and gives access to nothing else with $shows', async ({ text }) => {
  const { answers } = await endsInTime(text);
  const hosts = answers.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'direct' ? [] : entry.host)));
  expect(hosts.filter((host) => host.startsWith('escaped'))).toEqual([]);
});

test('the evaluation of any random proxy script ends in time', { timeout: 60_000 + CASES * 3000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyScript, async (text) => {
      await endsInTime(text);
    }),
    { numRuns: CASES, seed: SEED, endOnFailure: true },
  );
});
