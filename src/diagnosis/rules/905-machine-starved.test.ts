/** If this fails, a machine without descriptors or CPU time is reported as a network that blocks. */
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { Session } from '../../model/session.ts';
import { diagnose } from '../engine/diagnose.ts';
import { fails, session } from '../testing/session.ts';

const HOSTS = ['a.gitpod.io', 'b.gitpod.io', 'c.gitpod.io'];

/** Each connection was refused or silent; then every observation is changed. */
function told(kind: FailureKind, change: (observation: Observation) => Observation): Session {
  const built = HOSTS.reduce((builder, host) => builder.https(host, fails(kind)), session()).build();
  return { ...built, observations: built.observations.map((one) => (one.probe === 'https' ? change(one) : one)) };
}

const notesOf = (of: Session) => diagnose(of).notes.filter(({ code }) => code === 'GD905');
const confidences = (of: Session) => diagnose(of).findings.map(({ confidence }) => confidence);

describe('a machine that disturbs its own measurements', () => {
  it('leaves the requirements unknown without any finding when file descriptors run out', () => {
    const lack = { kind: 'machine.no-descriptors' as const, text: 'no more files' };
    const starved = told('tcp.timeout', (one) => ({ ...one, state: 'crashed', failure: lack }));
    const { findings, verdicts } = diagnose(starved);
    expect(findings).toEqual([]);
    expect(verdicts.map(({ verdict, reason }) => `${verdict}: ${reason}`)).toEqual(HOSTS.map(() => 'unknown: blocked-by:GD905'));
    expect(notesOf(starved).map(({ text }) => text)).toEqual([expect.stringMatching(/3 checks could not be made.*ulimit -n 1024/)]);
  });

  it('gives one note per limit, with the number of repeated measurements', () => {
    const spoiled = [{ failure: 'machine.no-memory' as const, durationMs: 3, stalledMs: 0 }];
    const again = told('tcp.refused', (one) => ({ ...one, spoiled }));
    expect(notesOf(again).map(({ text }) => text)).toEqual([expect.stringMatching(/too little memory.*3 measurements were repeated/)]);
  });

  it('makes a timeout less certain, and the finding says so, when the program was suspended meanwhile', () => {
    const stalled = { ms: 1500, longestMs: 400, cpuMs: 10 };
    const awake = told('tcp.timeout', (one) => ({ ...one, durationMs: 4000 }));
    const asleep = told('tcp.timeout', (one) => ({ ...one, durationMs: 4000, stalled }));
    expect(confidences(awake)).toEqual(['likely']);
    expect(confidences(asleep)).toEqual(['possible']);
    expect(diagnose(asleep).findings[0]?.evidence.at(-1)).toContain('did not run for 1500 ms');
    expect(notesOf(asleep).map(({ text }) => text)).toEqual([expect.stringContaining('1.5 s')]);
  });

  it('leaves the confidence unchanged when the pause was short', () => {
    const briefly = { ms: 300, longestMs: 90, cpuMs: 200 };
    for (const kind of ['tcp.refused', 'tcp.timeout'] as const) {
      const undisturbed = told(kind, (one) => ({ ...one, durationMs: 4000 }));
      const disturbed = told(kind, (one) => ({ ...one, durationMs: 4000, stalled: briefly }));
      expect(confidences(disturbed)).toEqual(confidences(undisturbed));
      expect(notesOf(disturbed)).toEqual([]);
    }
  });
});
