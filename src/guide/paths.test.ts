import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AREAS } from '../model/areas.ts';
import { SEVERITIES } from '../model/finding.ts';
import { FINDINGS } from '../model/finding-codes.ts';
import { type Profile, SYMPTOMS, type Symptom } from '../model/profile.ts';
import { VERDICTS } from '../model/verdict.ts';
import { MEASURE_STEPS } from './measure-steps.ts';
import { MEASURE_IDS, type MeasureId, STEP_IDS } from './step-ids.ts';
import { NOTHING_MEASURED } from './summary.ts';
import { autoWalk, cause, pathLength, row, type World } from './testing/walk.ts';

/** Symptoms and their steps, in the order of the first question (docs/guide.md). */
const PATHS: Record<Symptom, MeasureId[]> = {
  browser: ['host', 'proxy', 'dns', 'management', 'scm'],
  'runner-offline': ['proxy', 'management', 'gateway', 'releases', 'aws', 'ami'],
  'environment-start': ['releases', 'registries', 'aws', 'ami'],
  vscode: ['proxy', 'vscode', 'releases', 'ssh'],
  jetbrains: ['proxy', 'jetbrains', 'releases', 'ssh'],
  ssh: ['ssh'],
  ami: ['ami'],
  'error-message': [...MEASURE_IDS],
  'whole-list': [...MEASURE_IDS],
};

describe('the steps for a symptom', () => {
  it.each(SYMPTOMS)('measure what can explain the symptom, shared causes first: %s', (symptom) => {
    const walk = autoWalk({ symptom });
    expect(walk.ended).toBe(true);
    expect(walk.measured).toEqual(PATHS[symptom]);
  });

  it('cover every area once when there is no symptom', () => {
    const { measured } = autoWalk({});
    expect(measured.flatMap((id) => [...MEASURE_STEPS[id].areas]).sort()).toEqual([...AREAS].sort());
  });

  it('omit the gateway for an enterprise runner, and give the reason', () => {
    const walk = autoWalk({ symptom: 'runner-offline', runner: 'enterprise' });
    expect(walk.measured).toEqual(PATHS['runner-offline'].filter((id) => id !== 'gateway'));
    expect(walk.state.trail.find((visit) => visit.step === 'gateway')?.skipped).toBe('An enterprise runner needs no gateway.');
  });

  it('continue with the gateway after the proxy for a standard runner behind a proxy, and omit nothing', () => {
    const proxied: World = () => ({ causes: [], verdicts: [row('proxy.reachable', 'met')] });
    expect(autoWalk({ symptom: 'runner-offline', runner: 'standard' }, proxied).measured).toEqual([
      'proxy',
      'gateway',
      'management',
      'releases',
      'aws',
      'ami',
    ]);
    expect(autoWalk({ symptom: 'runner-offline', runner: 'enterprise' }, proxied).measured).not.toContain('gateway');
  });

  it('show a wrong clock at the first step, whatever that step measures', () => {
    const world: World = () => ({ causes: [cause('clock-wrong', ['host.clock'])], verdicts: [row('vscode.unpkg', 'met')] });
    const walk = autoWalk({ symptom: 'vscode' }, world);
    expect(walk.state.trail.findIndex((visit) => visit.cause?.name === 'clock-wrong')).toBe(
      walk.state.trail.findIndex((visit) => visit.step === 'proxy') + 1,
    );
  });

  it("show that a standard runner needs direct egress before they measure Gitpod's other endpoints", () => {
    const world: World = (step) =>
      step === 'gateway'
        ? { causes: [cause('gateway-cannot-use-proxy', ['gateway.https-8443'])], verdicts: [row('gateway.https-8443', 'unmet')] }
        : { causes: [], verdicts: [row('proxy.reachable', 'met')] };
    const walk = autoWalk({ symptom: 'runner-offline', runner: 'standard' }, world);
    expect(walk.entered.indexOf('advise/gateway-cannot-use-proxy')).toBeLessThan(walk.entered.indexOf('management'));
  });

  it('end after the first measurement without a network', () => {
    const world: World = () => ({ causes: [cause('no-network')], verdicts: [] });
    for (const symptom of SYMPTOMS) expect(autoWalk({ symptom }, world).measured).toHaveLength(1);
  });

  it('ask only questions that the symptom needs and that nothing has answered yet', () => {
    const asked = (profile: Partial<Profile>) => autoWalk(profile).entered.filter((id) => !MEASURE_IDS.includes(id as MeasureId));
    expect(asked({ symptom: 'ssh', from: 'laptop', fromIs: 'stated' })).toEqual(['ssh-alias', 'finish']);
    // Asked only about a named alias, and not if the consent was already given.
    expect(asked({ symptom: 'ssh', from: 'laptop', sshAlias: ['x1.gitpod.remote'] })).toEqual(['ssh-connect', 'finish']);
    expect(asked({ symptom: 'ssh', from: 'laptop', sshAlias: ['x1.gitpod.remote'], consents: ['ssh-connect'] })).toEqual(['finish']);
    expect(asked({ symptom: 'vscode' })).toEqual(['where', 'finish']);
    expect(asked({ symptom: 'runner-offline' })).toEqual([
      'where',
      'runner',
      'installation',
      'region',
      'image-access',
      'image-printout',
      'finish',
    ]);
    const known = { symptom: 'runner-offline', regions: ['us-east-1'], runner: 'standard', from: 'runner' } as const;
    // A given consent is not requested again, and credentials make a printout unnecessary.
    expect(asked({ ...known, regions: ['us-east-1'], consents: ['aws'] })).toEqual(['account', 'finish']);
  });

  it("ask for the runner's domain if the edition has a domain, and then check no gateway", () => {
    const aws = autoWalk({ symptom: 'runner-offline', from: 'runner', edition: 'aws-runner-2026', runner: 'enterprise' });
    expect(aws.entered).toContain('runner-domain');
    expect(aws.measured).not.toContain('gateway');
    const gcp = autoWalk({ symptom: 'runner-offline', from: 'runner', edition: 'gcp-runner-2026', runner: 'enterprise' });
    expect(gcp.entered).toContain('runner-domain');
    for (const step of ['region', 'account']) expect(gcp.entered).not.toContain(step);
    for (const area of ['gateway', 'aws', 'ami']) expect(gcp.measured).not.toContain(area);
  });
});

describe('the path to a cause', () => {
  it.each<[Symptom, MeasureId, number]>([
    ['browser', 'management', 5],
    ['runner-offline', 'gateway', 4],
    ['environment-start', 'registries', 3],
    ['vscode', 'vscode', 3],
    ['jetbrains', 'jetbrains', 3],
    ['ssh', 'ssh', 2],
    ['ami', 'ami', 2],
  ])('leads, for the symptom %s, to a fault of %s in %i steps when flags answer every question', (symptom, at, length) => {
    const world: World = (step) =>
      step === at ? { causes: [cause('port-dropped', [`${at}.row`])], verdicts: [row(`${at}.row`, 'unmet')] } : NOTHING_MEASURED;
    const said = { from: 'runner', runner: 'standard', regions: ['us-east-1'], account: '123456789012' } as const;
    const alias = { sshAlias: ['x1.gitpod.remote'], consents: ['ssh-connect' as const, 'aws' as const] };
    const walk = autoWalk({ symptom, ...said, regions: [...said.regions], ...alias }, world);
    expect(pathLength(walk, 'port-dropped')).toBe(length);
  });

  it('exists for every symptom, has a bounded length, and measures no step twice', () => {
    const names = Object.values(FINDINGS);
    const summary = fc.record({
      causes: fc
        .uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...AREAS), fc.constantFrom(...SEVERITIES)), {
          selector: ([name]) => name,
          maxLength: 5,
        })
        .map((found) => found.map(([name, area, severity]) => cause(name, [`${area}.row`], undefined, severity))),
      verdicts: fc
        .uniqueArray(fc.tuple(fc.constantFrom(...AREAS, 'proxy' as const), fc.constantFrom(...VERDICTS)))
        .map((rows) => [
          ...rows.map(([area, verdict]) => row(`${area}.row`, verdict)),
          ...rows.slice(0, 1).map(([, verdict]) => row('proxy.reachable', verdict)),
        ]),
    });
    const profile = fc.record({
      symptom: fc.option(fc.constantFrom(...SYMPTOMS)),
      runner: fc.constantFrom('standard' as const, 'enterprise' as const, null),
      regions: fc.constantFrom<string[]>([], ['us-east-1']),
    });
    fc.assert(
      fc.property(profile, fc.array(summary, { minLength: 1, maxLength: 6 }), (parts, summaries) => {
        let count = 0;
        const found = new Set<string>();
        const world: World = () => {
          const shown = summaries[count++ % summaries.length] ?? NOTHING_MEASURED;
          return shown;
        };
        const walk = autoWalk(parts, world);
        expect(walk.ended).toBe(true);
        expect(new Set(walk.measured).size).toBe(walk.measured.length);
        for (const { name } of walk.state.summary.causes) found.add(`advise/${name}`);
        expect(walk.entered).toEqual(expect.arrayContaining([...found]));
        const causes = walk.entered.filter((step) => step.startsWith('advise/'));
        // At most one more time for each increase in severity.
        expect(causes.length).toBeLessThanOrEqual(new Set(causes).size * SEVERITIES.length);
        expect(walk.entered.length - causes.length).toBeLessThan(STEP_IDS.length);
      }),
      { numRuns: 300 },
    );
  });
});
