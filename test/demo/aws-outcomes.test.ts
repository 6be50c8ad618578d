/**
 * Outcomes of AWS calls that no scenario shows: each has one cause, or is inconclusive with a reason. If one fails, an administrator is
 * asked to change a policy because of a wrong clock, or a throttled API counts as blocked.
 */
import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../src/demo/aws/description.ts';
import { BOTTLEROCKET_IMAGE, RUNNER_IMAGE } from '../../src/demo/aws/images.ts';
import type { NetworkDescription } from '../../src/demo/description.ts';
import { startPretendInternet } from '../../src/demo/internet.ts';
import { LAUNCH_PROFILE, STANDARD_RUNNER } from '../../src/demo/scenarios/parts.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import type { Area } from '../../src/model/area.ts';
import type { FailureKind } from '../../src/model/failure.ts';
import type { Profile } from '../../src/model/profile.ts';
import { createProbes, pretendWorld } from '../../src/probes/index.ts';
import { startSweep } from '../../src/run/sweep.ts';
import { freshLog } from '../support/fresh-log.ts';

/** Loaded before anything is measured, because loading blocks this process. */
await import('../../src/probes/aws/sdk.ts');

interface Found {
  /** Root causes. */
  causes: string[];
  /** The failures of calls. */
  kinds: readonly (FailureKind | undefined)[];
  /** The titles of the root causes. */
  titles: string[];
  evidence: string[];
  notes: string[];
  /** Verdicts of the regional services, each once. */
  services: string[];
  /** The requirements `ami.…` with their verdicts. */
  rows: Record<string, string>;
}

/** The image calls need further hosts that answer, so that the network counts as working. */
const FOR_IMAGES: readonly Area[] = ['ami', 'management', 'registries'];

async function measured(network: NetworkDescription, profile: Profile, areas = FOR_IMAGES): Promise<Found> {
  const scenario = { name: 'healthy' as const, title: '', profile, network: { ec2: true, ...network } };
  const { world } = await startPretendInternet(scenario, { extraUrls: [] });
  const probes = createProbes(pretendWorld(world.network, { version: '0.0.0' }));
  try {
    const log = freshLog(profile, { demo: 'healthy' });
    const rows = log.session.requirements.filter(({ area }) => areas.includes(area)).map(({ id }) => id);
    await startSweep({ log, probes, requirements: rows, again: false }).done;
    const { findings, notes, requirements, observations } = buildReport(log.session, diagnose(log.session));
    const ami = requirements.filter(({ id }) => id.startsWith('ami.'));
    return {
      kinds: observations.map(({ failure }) => failure?.kind),
      evidence: findings.flatMap(({ evidence }) => evidence),
      titles: findings.filter(({ causedBy }) => causedBy === null).map(({ title }) => title),
      notes: notes.map(({ name }) => name),
      services: [...new Set(requirements.filter(({ area }) => area === 'aws').map(({ verdict }) => verdict))],
      causes: findings.filter(({ causedBy }) => causedBy === null).map(({ name }) => name),
      rows: Object.fromEntries(ami.map(({ id, verdict, reason }) => [id.slice(4), reason === null ? verdict : `${verdict}: ${reason}`])),
    };
  } finally {
    await probes.close();
    await world.close();
  }
}

const MET = { bottlerocket: 'met', 'ec2-runner': 'met' };
const both = (verdict: string) => ({ bottlerocket: verdict, 'ec2-runner': verdict });
const allowed = (provider: string) => ({ allowedImages: { state: 'enabled' as const, criteria: [{ providers: [provider] }] } });

/** Lines of docs/failure-kinds.md. */
const ENDS_IN: Readonly<Record<string, FailureKind>> = {
  'throttled calls': 'aws.throttled',
  'an internal error of AWS': 'aws.server-error',
};

describe('a check of the images', () => {
  it.each<[string, NetworkDescription, Partial<Profile>, string[], Record<string, string>]>([
    [
      'a wrong secret',
      { aws: { keys: { [DEMO_KEY]: 'wrong-secret' } } },
      {},
      ['aws-credentials-invalid'],
      both('unknown: blocked-by:GD703'),
    ],
    [
      'a region that the account has not enabled',
      { aws: { notOptedIn: ['ap-east-1'] } },
      { regions: ['ap-east-1'] },
      ['region-unknown'],
      both('unknown: blocked-by:GD608'),
    ],
    ['a clock that is two hours off', { services: [{ to: '*', fault: { kind: 'clock', aheadMs: 7_200_000 } }] }, {}, ['clock-wrong'], MET],
    ['throttled calls', { aws: { answers: { 'ec2:DescribeImages': 'throttled' } } }, {}, [], both('unknown: throttled')],
    [
      'an internal error of AWS',
      { aws: { answers: { 'ec2:DescribeImages': 'internal-error' } } },
      {},
      ['service-unhealthy'],
      both('unknown: blocked-by:GD406'),
    ],
    ['missing consent to query AWS', {}, { consents: [] }, [], both('unknown: needs-consent')],
    [
      "a portal's page that is not valid XML",
      { aws: { answers: { '*': 'broken-page' } } },
      {},
      ['aws-answer-not-understood'],
      both('unknown: blocked-by:GD713'),
    ],
    [
      'a denied parameter while the images exist',
      { aws: { refusals: [{ action: 'ssm:GetParameter', by: 'identity-based', explicit: false }] } },
      {},
      [],
      MET,
    ],
    [
      'denied settings while the images exist',
      { aws: { refusals: [{ action: 'ec2:GetAllowedImagesSettings', by: 'identity-based', explicit: false }] } },
      {},
      [],
      MET,
    ],
    [
      'an endpoint policy that denies the call',
      { aws: { refusals: [{ action: 'ec2:DescribeImages', by: 'VPC endpoint', explicit: true }] } },
      {},
      ['denied-by-organization'],
      both('unknown: blocked-by:GD705'),
    ],
    [
      'a criterion that allows only Gitpod',
      { aws: allowed('995913728426') },
      {},
      ['ami-hidden-by-allowed-images'],
      { bottlerocket: 'unmet', 'ec2-runner': 'met' },
    ],
    [
      'an image that exists in another region only',
      { aws: { images: [BOTTLEROCKET_IMAGE, { ...RUNNER_IMAGE, regions: ['eu-central-1'] }] } },
      {},
      ['ami-not-visible'],
      { bottlerocket: 'met', 'ec2-runner': 'unmet' },
    ],
    [
      'an image of the other architecture only',
      {
        aws: {
          images: [{ ...BOTTLEROCKET_IMAGE, name: 'bottlerocket-aws-ecs-1-aarch64-v1.43.0-fa2b8a6c', architecture: 'arm64' }, RUNNER_IMAGE],
        },
      },
      {},
      ['ami-not-visible'],
      { bottlerocket: 'unmet', 'ec2-runner': 'met' },
    ],
    [
      "an SCP that denies launching other owners' images",
      { aws: { refusals: [{ action: 'ec2:RunInstances', by: 'service control', explicit: true, imageOwners: [RUNNER_IMAGE.owner] }] } },
      LAUNCH_PROFILE,
      ['denied-by-organization'],
      { ...MET, launch: 'unmet' },
    ],
  ])('gives the expected causes and verdicts for %s', { timeout: 60_000 }, async (what, network, said, causes, rows) => {
    const found = await measured(network, { ...STANDARD_RUNNER, ...said });
    expect(found.causes).toEqual(causes);
    if (ENDS_IN[what] !== undefined) expect(found.kinds).toContain(ENDS_IN[what]);
    expect(found.rows).toMatchObject(rows);
  });
});

describe('a check of only the regional AWS services, with consent to query AWS', () => {
  const services = (network: NetworkDescription, regions: string[]) =>
    measured(network, { ...STANDARD_RUNNER, regions }, ['aws', 'management']);

  it('reports a region that the account has not enabled, even if the services in that region answer', { timeout: 60_000 }, async () => {
    const found = await services({ aws: { notOptedIn: ['ap-east-1'] } }, ['ap-east-1']);
    expect(found.titles).toEqual(['The account has not enabled the region ap-east-1']);
    expect(found.services).not.toContain('unmet');
    expect((await services({ aws: { notOptedIn: ['ap-east-1'] } }, ['us-east-1'])).titles).toEqual([]);
  });

  it('reports a mistyped region without credentials, and notes that credentials are missing', { timeout: 60_000 }, async () => {
    const found = await services({ noCredentials: true }, ['eu-sout-1']);
    expect(found.titles).toEqual(['There is no AWS region “eu-sout-1”; eu-south-1 has a similar name']);
    expect(found.notes).toContain('aws-credentials-missing');
  });

  it('does not blame the services when AWS rejects the credentials', { timeout: 60_000 }, async () => {
    const found = await services({ aws: { keys: { [DEMO_KEY]: 'wrong-secret' } } }, ['us-east-1']);
    expect(found.causes).toEqual(['aws-credentials-invalid']);
    expect(found.services).not.toContain('unmet');
  });
});

describe('an instance metadata service that answers 403', () => {
  it('is reported as disabled, not as silent', { timeout: 60_000 }, async () => {
    const off = await measured({ metadata: 'turned-off' }, STANDARD_RUNNER, ['imds', 'management']);
    expect([off.causes, off.titles]).toEqual([['metadata-unreachable'], ['The EC2 metadata service is turned off']]);
  });

  it('is listed with its status among the sources of credentials', { timeout: 60_000 }, async () => {
    const off = await measured({ metadata: 'turned-off', noCredentials: true }, STANDARD_RUNNER, ['imds', 'ami', 'management']);
    expect(off.causes.sort()).toEqual(['aws-credentials-missing', 'metadata-unreachable']);
    expect(off.evidence).toContain('Instance metadata: the service answers but refuses with 403.');
  });
});
