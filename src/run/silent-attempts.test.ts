import { describe, expect, it } from 'vitest';
import { fails, session } from '../diagnosis/testing/session.ts';
import { urlTarget } from '../model/target.ts';
import { request } from '../plan/request.ts';
import { needlessAttempts, silentAttempts } from './silent-attempts.ts';

const [timedOut] = session()
  .https('app.gitpod.io', fails('tcp.timeout'))
  .build()
  .observations.filter(({ probe }) => probe === 'https');
const lookup = timedOut?.phases.find(({ name }) => name === 'dns');

function attempt(id: string, sinceMs = 0) {
  if (lookup === undefined) throw new Error('the builder made no lookup');
  const phases = [{ ...lookup, startMs: sinceMs, durationMs: 0 }];
  return { probe: { request: request({ probe: 'https', target: urlTarget(`https://${id}.example/`), requirements: [id] }) }, phases };
}

const idsOf = (attempts: ReturnType<typeof attempt>[]) => attempts.flatMap(({ probe }) => probe.request.requirements);

const many = (count: number) => Array.from({ length: count }, (_, n) => attempt(`row${n}`));

describe('connection attempts without an answer', () => {
  it('count after one retransmission, while nothing but the lookup is complete', () => {
    const old = attempt('old');
    const { route } = old.probe.request;
    const connected = { ...attempt('connected'), phases: [...old.phases, ...old.phases] };
    const looksUp = { ...attempt('looks-up'), phases: [] };
    expect(idsOf(silentAttempts([old, attempt('young', 100), connected, looksUp], route, 1550))).toEqual(['old']);
  });

  it('may end early but for the first eight', () => {
    expect(idsOf(needlessAttempts(many(8), new Set()))).toEqual([]);
    expect(idsOf(needlessAttempts(many(10), new Set()))).toEqual(['row8', 'row9']);
  });

  it('may end early at once where other rows wait for them, and then others keep their whole timeout', () => {
    expect(idsOf(needlessAttempts(many(10), new Set(['row1'])))).toEqual(['row1', 'row9']);
  });

  it('keep the timeout of a control', () => {
    const control = attempt('control');
    control.probe.request.role = 'control';
    expect(idsOf(needlessAttempts([...many(9), control], new Set()))).toEqual(['row8']);
  });
});
