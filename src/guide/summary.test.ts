import { describe, expect, it } from 'vitest';
import type { Finding } from '../model/finding.ts';
import type { Requirement } from '../model/requirement.ts';
import { allGuardsHold, verdict } from './guards.ts';
import { areaVerdict, summarise } from './summary.ts';
import { cause, row } from './testing/walk.ts';

const finding: Finding = {
  id: 'f1',
  code: 'GD302',
  name: 'port-dropped',
  title: 'Nothing answers',
  subject: 'app.example:443',
  why: '',
  severity: 'blocker',
  confidence: 'likely',
  causedBy: null,
  causedById: null,
  requirements: ['management.app'],
  observations: ['o1'],
  evidence: [],
  fixes: [
    { owner: 'network-team', text: 'open', command: null, verify: ['management.app'] },
    { owner: 'you', text: 'retry', command: null, verify: ['management.app', 'dns.resolvers'] },
  ],
};

describe('the summary of a diagnosis', () => {
  it('contains the root causes with the requirements to re-check, and the verdicts of existing requirements', () => {
    const consequence: Finding = { ...finding, id: 'f2', causedBy: 'GD302', causedById: 'f1' };
    const verdicts = ['management.app', 'retired.row'].map((requirement) => ({
      requirement,
      counts: true,
      verdict: 'unmet' as const,
      reason: null,
      observations: [],
    }));
    const rows = [{ id: 'management.app', area: 'management' }] as Requirement[];
    const summary = summarise({ findings: [finding, consequence], verdicts, notes: [] }, rows);
    expect(summary.causes.map(({ key, verify }) => [key, verify])).toEqual([
      ['GD302 app.example:443', ['management.app', 'dns.resolvers']],
    ]);
    expect(summary.verdicts).toEqual([row('management.app', 'unmet')]);
  });

  it('lists the requirements of a cause for the re-check when its fixes name none', () => {
    const bare = { ...finding, fixes: [] };
    expect(summarise({ findings: [bare], verdicts: [], notes: [] }, []).causes[0]?.verify).toEqual(['management.app']);
  });

  it('gives an area the worst verdict of its requirements', () => {
    const verdicts = [row('aws.ec2', 'met'), row('aws.s3', 'unknown'), row('proxy.reachable', 'met')];
    expect(areaVerdict({ causes: [], verdicts }, 'aws')).toBe('unknown');
    expect(areaVerdict({ causes: [], verdicts }, 'ssh')).toBeNull();
  });
});

describe('a condition of a transition', () => {
  const known = { answers: { runner: 'standard' }, summary: { causes: [cause('no-network')], verdicts: [row('proxy.reachable', 'met')] } };

  it.each([
    [[], true],
    [[verdict('proxy.reachable', 'met')], true],
    [[verdict('proxy.reachable', 'unmet')], false],
    [[verdict('proxy.no-proxy', 'met')], false],
    [[{ kind: 'verdict', area: 'proxy', is: 'met' }], true],
    [[{ kind: 'finding', name: 'no-network' }], true],
    [[{ kind: 'finding', name: 'clock-wrong' }], false],
    [[{ kind: 'answer', step: 'runner', is: ['standard', 'unsure'] }], true],
    [[{ kind: 'answer', step: 'where', is: ['laptop'] }], false],
    [
      [
        { kind: 'answer', step: 'runner', is: ['standard'] },
        { kind: 'finding', name: 'clock-wrong' },
      ],
      false,
    ],
  ] as const)('is evaluated: %j is %s', (guards, expected) => {
    expect(allGuardsHold(guards, known)).toBe(expected);
  });
});
