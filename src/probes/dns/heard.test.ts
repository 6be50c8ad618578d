/** If this fails, a machine without CPU time is taken for a resolver that is silent. */
import { expect, it } from 'vitest';
import type { NameAnswer } from '../../model/observation.ts';
import { fail } from '../classify.ts';
import { processStalls } from '../limits/stalls.ts';
import { keepAnsweredLookups } from './heard.ts';
import type { NameLookup } from './names.ts';

const answer = (failure: NameAnswer['failure']): NameAnswer => ({
  from: { kind: 'system' },
  family: null,
  addresses: [],
  durationMs: 0,
  failure,
});

/** Names whose lookups end with this failure after `ms`, while this process is blocked. */
async function asked(failure: NameAnswer['failure'], busyMs: number): Promise<{ answer: NameAnswer; forgotten: string[] }> {
  const forgotten: string[] = [];
  const ended = new Promise<NameAnswer>((resolve) => setTimeout(() => resolve(answer(failure)), 300));
  const lookup: NameLookup = { system: ended, resolvers: Promise.resolve([]) };
  const names = keepAnsweredLookups({ ask: () => lookup, forget: (host) => void forgotten.push(host), close: () => {} });
  const endWatch = processStalls.watch();
  const heard = names.ask('a.example', 300);
  expect(names.ask('a.example', 300)).toBe(heard);
  const until = performance.now() + busyMs;
  while (performance.now() < until);
  const system = await heard.system;
  await heard.resolvers;
  await new Promise(setImmediate);
  endWatch();
  return { answer: system, forgotten };
}

it('a lookup that timed out is attributed to this machine and not cached if this process hardly ran meanwhile', async () => {
  const { answer, forgotten } = await asked(fail('dns.timeout', 'a.example'), 1500);
  expect(answer.failure?.kind).toBe('machine.starved');
  expect(forgotten).toEqual(['a.example']);
});

it.each(['dns.nxdomain', 'dns.servfail'] as const)('the failure %s remains even if this process hardly ran', async (kind) => {
  const { answer, forgotten } = await asked(fail(kind, 'a.example'), 1500);
  expect(answer.failure?.kind).toBe(kind);
  expect(forgotten).toEqual([]);
});
