import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { RESOLVER, SECOND_RESOLVER } from '../company.ts';
import type { LabScenario } from '../scenario.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { assess, isCleanOnWorkingNetwork } from './assess.ts';

type Reported = Report['findings'][number];

const HEALTHY = scenario('healthy');
const PORT_DROPPED = scenario('port-dropped');

describe('a run on a network with loss or delay', () => {
  it('is clean if its exit status is 0 and it has no finding', () => {
    expect(isCleanOnWorkingNetwork(assessed(HEALTHY, 0))).toBe(true);
  });

  it('is not clean if its exit status is 3 without a finding', () => {
    expect(isCleanOnWorkingNetwork(assessed(HEALTHY, 3))).toBe(false);
  });

  it('is clean if its exit status is 3 and it reports a slow network', () => {
    expect(isCleanOnWorkingNetwork(assessed(HEALTHY, 3, finding('download-too-slow', { severity: 'advice' })))).toBe(true);
  });

  it('has a false blocker if it reports a blocker on a working network, even a slow download', () => {
    const run = assessed(HEALTHY, 1, finding('download-too-slow', { severity: 'blocker' }), finding('port-dropped'));
    expect(run.falseBlockers).toEqual(['download-too-slow (a host)', 'port-dropped (a host)']);
  });

  it('has a wrong certain finding if a wrong root cause has a certain consequence', () => {
    const run = assessed(HEALTHY, 1, finding('port-dropped'), finding('tls-stalls', { id: 'f2', causedById: 'f1', confidence: 'certain' }));
    expect(run.wrongAtCertain).toEqual(['tls-stalls (a host)']);
  });

  it('has no error if it reports consequences of the right root cause', () => {
    const below = finding('answer-unusable', { id: 'f2', causedById: 'f1', causedBy: 'GD302', confidence: 'certain' });
    expect(assessed(PORT_DROPPED, 1, finding('port-dropped'), below)).toMatchObject({ missed: [], falseBlockers: [], wrongAtCertain: [] });
  });

  it('misses a cause if it reports the cause only as a consequence', () => {
    const below = finding('port-dropped', { id: 'f2', causedById: 'f1', causedBy: 'GD118' });
    expect(assessed(PORT_DROPPED, 1, finding('no-direct-egress'), below).missed).toEqual(['port-dropped']);
  });

  it('has a false blocker if it reports the right cause for another host', () => {
    const { expect: due } = PORT_DROPPED;
    const report = { findings: [finding('port-dropped'), finding('port-dropped', { id: 'f2', subject: 'another host' })], notes: [] };
    const subjects = new Map(due.causes.map((cause) => [cause as string, new Set(['a host'])]));
    const run = assess(PORT_DROPPED, { report: report as unknown as Report, exit: 1, milliseconds: 1 }, subjects);
    expect(run.falseBlockers).toEqual(['port-dropped (another host)']);
  });

  it('has no error if it reports more resolvers than the run on the good network', () => {
    const both = finding('resolver-refuses', { subject: `${RESOLVER} and ${SECOND_RESOLVER}` });
    const report = { findings: [both], notes: [] } as unknown as Report;
    const subjects = new Map([['resolver-refuses', new Set([RESOLVER])]]);
    expect(assess(scenario('one-zone-servfail'), { report, exit: 1, milliseconds: 1 }, subjects).falseBlockers).toEqual([]);
  });
});

function scenario(name: string): LabScenario {
  const found = SCENARIOS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no scenario ${name}.`);
  return found;
}

function assessed(of: LabScenario, exit: number, ...findings: Reported[]) {
  return assess(of, { report: { findings, notes: [] } as unknown as Report, exit, milliseconds: 1 });
}

function finding(name: string, rest: Partial<Reported> = {}): Reported {
  const base = { id: 'f1', name, subject: 'a host', severity: 'blocker', confidence: 'likely', causedBy: null, causedById: null };
  return { ...base, ...rest } as Reported;
}
