import { describe, expect, it } from 'vitest';
import { fails, passes, session } from '../diagnosis/testing/session.ts';
import { DEFAULT_LIMITS } from '../model/profile.ts';
import { createPatience } from './patience.ts';

const web = (outcome: ReturnType<typeof passes>) => {
  const seen = session().https('app.gitpod.io', outcome).build();
  const found = seen.observations.find((observation) => observation.probe === 'https');
  if (found === undefined) throw new Error('the builder made no web observation');
  return found;
};

describe('patience', () => {
  it('is short only after many connections in a row were answered by nothing', () => {
    const patience = createPatience(DEFAULT_LIMITS);
    for (let n = 0; n < 7; n += 1) patience.observe(web(fails('tcp.timeout')));
    expect(patience.limits().stageMs).toBe(4000);
    patience.observe(web(fails('tcp.timeout')));
    expect(patience.limits().stageMs).toBe(1500);
  });

  it('comes back with the first connection, so that one closed host shortens nothing for the others', () => {
    const patience = createPatience(DEFAULT_LIMITS);
    for (let n = 0; n < 20; n += 1) patience.observe(web(fails('tcp.timeout')));
    patience.observe(web(passes()));
    expect(patience.limits().stageMs).toBe(4000);
  });

  it('never lengthens what the person set', () => {
    const patience = createPatience({ ...DEFAULT_LIMITS, stageMs: 300 });
    for (let n = 0; n < 20; n += 1) patience.observe(web(fails('tcp.timeout')));
    expect(patience.limits().stageMs).toBe(300);
  });
});
