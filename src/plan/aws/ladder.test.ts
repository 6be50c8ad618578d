/** If these fail, AWS is called without consent, in vain, or in a different order in each run. */
import { describe, expect, test } from 'vitest';
import { assembleRequirements } from '../../catalog/index.ts';
import type { CredentialFacts } from '../../model/aws/credentials.ts';
import { type AwsTarget, awsTargetText } from '../../model/aws/operation.ts';
import type { AwsResult } from '../../model/aws/result.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { type ProbeRequest, requestKey } from '../../model/probe-request.ts';
import { EMPTY_PROFILE, type Profile } from '../../model/profile.ts';
import { awsPhase } from '../../model/testing/aws-facts.ts';
import { nextRequests } from '../index.ts';
import { answerTo, planned, STANDARD, sessionOf } from '../testing/world.ts';

const IMAGE = {
  id: 'ami-0123456789abcdef0',
  name: 'x',
  requiredName: null,
  owner: '995913728426',
  ownerAlias: null,
  public: true,
  state: 'available',
  architecture: 'x86_64',
  createdAt: '2026-01-01T00:00:00.000Z',
  deprecatedAt: null,
  allowed: null,
  marketplaceProductCodes: [],
};

const GOOD: { [O in AwsTarget['operation']]: AwsResult } = {
  'get-caller-identity': { kind: 'identity', account: '123456789012', partition: 'aws', principalKind: 'user', principal: 'me' },
  'describe-regions': {
    kind: 'regions',
    regions: [
      { name: 'eu-central-1', optIn: 'opt-in-not-required' },
      { name: 'af-south-1', optIn: 'not-opted-in' },
    ],
  },
  'get-allowed-images-settings': { kind: 'settings', state: 'disabled', managedBy: null, criteria: [] },
  'describe-images': { kind: 'images', total: 1, images: [IMAGE] },
  'get-image-parameter': { kind: 'parameter', imageId: IMAGE.id },
  'run-instances-dry-run': { kind: 'dry-run' },
};

interface Story {
  /** The requested area; by default the images. */
  area?: 'aws' | 'ami';
  profile?: Partial<Profile>;
  takes?: CredentialFacts['takes'];
  /** Failures by call. */
  fails?: (target: AwsTarget) => FailureKind | null;
  /** The call was never sent, because AWS refused the credentials for it. */
  unsent?: true;
  /** The region in AWS's settings. */
  configured?: string;
  /** Listed images; by default one that can be launched. */
  images?: (target: AwsTarget) => (Omit<typeof IMAGE, 'id' | 'state' | 'createdAt'> & {
    id: string | null;
    state: string | null;
    createdAt: string | null;
  })[];
}

/** The calls, one line per round, without other requests. */
function climb(story: Story): { rounds: string[][]; requests: ProbeRequest[] } {
  const profile: Profile = { ...EMPTY_PROFILE, regions: ['eu-central-1'], consents: ['aws'], ...story.profile };
  const requirements = assembleRequirements(profile, null);
  const asked = new Set(requirements.filter(({ area }) => area === (story.area ?? 'ami')).map(({ id }) => id));
  const requests: ProbeRequest[] = [];
  const observations: Observation[] = [];
  const rounds: string[][] = [];
  for (let round = 0; round < 12; round += 1) {
    const next = nextRequests(sessionOf(profile, requirements, asked, requests, observations));
    if (next.length === 0) return { rounds, requests };
    for (const one of next) {
      requests.push(one);
      observations.push(answer(one, `o${requests.length}`, story));
    }
    const calls = next.flatMap(({ target, probe }) =>
      target.kind === 'aws' ? [awsTargetText(target)] : probe === 'aws-credentials' ? [probe] : [],
    );
    if (calls.length > 0) rounds.push(calls);
  }
  throw new Error('the ladder does not come to an end');
}

function answer(request: ProbeRequest, id: string, story: Story): Observation {
  const blank = answerTo(request, id, {});
  if (blank.probe === 'aws-credentials') return { ...blank, facts: credentials(story) };
  if (blank.probe !== 'aws' || request.target.kind !== 'aws') return blank;
  const kind = story.fails?.(request.target) ?? null;
  const { operation, region } = request.target;
  const result = kind === null ? (request.aws?.pasted ?? shown(request.target, story)) : null;
  const unsent = story.unsent === undefined ? {} : { 'server.address': null };
  const phase = awsPhase(operation, region, { ok: kind === null, result, ...(kind === null ? {} : unsent) });
  return { ...blank, phases: [phase], failure: kind === null ? null : { kind, text: kind } };
}

function shown(target: AwsTarget, { images }: Story): AwsResult {
  if (target.operation !== 'describe-images' || images === undefined) return GOOD[target.operation];
  const seen = images(target);
  return { kind: 'images', total: seen.length, images: seen };
}

function credentials({ takes = 'environment', configured }: Story): CredentialFacts {
  return {
    sources: [],
    takes,
    profile: { name: 'default', namedBy: 'default', exists: false },
    files: [],
    region: configured === undefined ? null : { name: configured, from: 'config' },
  };
}

const LOOKS = [
  'ec2:GetAllowedImagesSettings in eu-central-1',
  'ec2:DescribeImages bottlerocket-aws-ecs-1-x86_64 of 149721548608 in eu-central-1',
  'ec2:DescribeImages bottlerocket-aws-ecs-1-x86_64 of amazon in eu-central-1',
  'ssm:GetParameter /aws/service/bottlerocket/aws-ecs-1/x86_64/latest/image_id in eu-central-1',
  'ec2:DescribeImages gitpod/images/gitpod-next/ec2-runner-ami-* of 995913728426 in eu-central-1',
  'ec2:DescribeImages gitpod/images/gitpod-next/ec2-runner-ami-* of self in eu-central-1',
];
const START = [['aws-credentials'], ['sts:GetCallerIdentity in eu-central-1']];

describe('the sequence of AWS calls', () => {
  test('runs in parallel with the other requests, in the same order whichever answer comes first', () => {
    const profile: Profile = {
      ...EMPTY_PROFILE,
      ...STANDARD,
      regions: ['eu-central-1'],
      consents: ['aws', 'launch-dry-run', 'ssh-connect'],
      sshAlias: ['w1.gitpod.remote', 'w2.gitpod.remote'],
    };
    const keys = (pick: (running: readonly ProbeRequest[]) => number, width?: number) =>
      planned(profile, (request, id) => answer(request, id, {}), pick, width);
    const inOrder = keys(() => 0);
    expect(inOrder.filter((key) => key.startsWith('aws '))).toHaveLength(LOOKS.length + 3);
    expect(keys(({ length }) => length - 1)).toEqual(inOrder);
    expect(keys(({ length }) => length - 1, 3)).toEqual(inOrder);
    expect(keys(({ length }) => length >> 1, 12)).toEqual(inOrder);

    // Some rows are still running when the identity is known.
    const isSlow = ({ probe }: ProbeRequest) => probe === 'https';
    let before: boolean | null = null;
    keys((running) => {
      const next = running.findIndex((request) => !isSlow(request));
      before ??= next !== -1 && running[next]?.target.kind === 'aws' ? running.some(isSlow) : null;
      return Math.max(0, next);
    });
    expect(before).toBe(true);
  });

  test('runs its calls one after the other', () => {
    expect(climb({}).rounds).toEqual([...START, ['ec2:DescribeRegions in eu-central-1'], LOOKS]);
  });

  test('sends no call and reads no credentials without consent', () => {
    expect(climb({ profile: { consents: [] } }).rounds).toEqual([]);
  });

  test('takes a named profile as consent, and includes the profile in every request', () => {
    const { requests } = climb({ profile: { consents: [], awsProfile: 'prod' } });
    const calls = requests.filter(({ probe }) => probe.startsWith('aws'));
    expect(new Set(calls.map(({ aws }) => aws?.profile))).toEqual(new Set(['prod']));
    expect(calls.every((one) => one.key === requestKey(one) && one.key.includes('profile prod'))).toBe(true);
  });

  test('ends when there are no credentials', () => {
    expect(climb({ takes: null }).rounds).toEqual([['aws-credentials']]);
  });

  const ends: FailureKind[] = [
    'aws.expired',
    'aws.sso-expired',
    'aws.invalid-signature',
    'tcp.timeout',
    'tunnel.407',
    'aws.not-aws',
    'aws.clock',
  ];
  test.each(ends)('ends when the identity check fails with %s', (kind) => {
    expect(climb({ fails: ({ operation }) => (operation === 'get-caller-identity' ? kind : null) }).rounds).toEqual(START);
  });

  test('ends when AWS denies assuming the role, but not when it denies only GetCallerIdentity', () => {
    const fails: Story['fails'] = ({ operation }) => (operation === 'get-caller-identity' ? 'aws.unauthorized' : null);
    expect(climb({ fails, unsent: true }).rounds).toEqual(START);
    expect(climb({ fails }).rounds.at(-1)).toEqual(LOOKS);
  });

  test('continues when only the list of regions is denied', () => {
    const { rounds } = climb({ fails: ({ operation }) => (operation === 'describe-regions' ? 'aws.unauthorized' : null) });
    expect(rounds.at(-1)).toEqual(LOOKS);
  });

  test('adds a region that is enabled in every account when an error can mean wrong credentials or a disabled region', () => {
    const { rounds } = climb({ fails: ({ region }) => (region === 'eu-central-1' ? 'aws.invalid-key' : null) });
    expect(rounds).toEqual([...START, ['sts:GetCallerIdentity in us-east-1'], ['ec2:DescribeRegions in us-east-1']]);
  });

  test('skips a region that is not enabled in the account', () => {
    const { rounds } = climb({ profile: { regions: ['eu-central-1', 'af-south-1'] } });
    expect(rounds.flat().filter((call) => call.endsWith('in af-south-1'))).toEqual([]);
    expect(rounds.at(-1)).toEqual(LOOKS);
  });

  test('uses the region of the AWS settings when the user named none', () => {
    expect(climb({ profile: { regions: [] }, configured: 'eu-west-3' }).rounds[1]).toEqual(['sts:GetCallerIdentity in eu-west-3']);
    expect(climb({ profile: { regions: [] } }).rounds).toEqual([['aws-credentials']]);
  });
});

describe('the sequence of AWS calls for the regional services alone', () => {
  const regional = (story: Story) => climb({ ...story, area: 'aws' });

  test('queries identity and regions, but no images', () => {
    const { rounds, requests } = regional({});
    expect(rounds).toEqual([...START, ['ec2:DescribeRegions in eu-central-1']]);
    const calls = requests.filter(({ probe }) => probe.startsWith('aws'));
    // AWS services are reachable without credentials, whatever AWS answers to these.
    expect(calls.map(({ role }) => role)).toEqual(calls.map(() => 'control'));
    expect(calls.every(({ requirements }) => requirements.includes('aws.ec2'))).toBe(true);
  });

  test.each(['aws.invalid-key', 'dns.nxdomain'] as const)('queries another region when the first region fails with %s', (kind) => {
    const { rounds } = regional({ fails: ({ region }) => (region === 'eu-central-1' ? kind : null) });
    expect(rounds).toEqual([...START, ['sts:GetCallerIdentity in us-east-1'], ['ec2:DescribeRegions in us-east-1']]);
  });

  test('sends no call if consent, a named region or credentials are missing', () => {
    expect(regional({ profile: { consents: [] } }).rounds).toEqual([]);
    expect(regional({ profile: { regions: [] }, configured: 'eu-west-3' }).rounds).toEqual([]);
    expect(regional({ takes: null }).rounds).toEqual([['aws-credentials']]);
  });
});

describe('the dry run of a launch', () => {
  const consents: Profile['consents'] = ['aws', 'launch-dry-run'];
  const runs = (story: Story) => climb(story).requests.filter(({ probe, target }) => probe === 'aws' && isRun(target));
  const isRun = (target: ProbeRequest['target']) => target.kind === 'aws' && target.operation === 'run-instances-dry-run';
  const imagesOf = (requests: readonly ProbeRequest[]) => requests.map(({ target }) => target.kind === 'aws' && target.image);

  const eachItsOwn: Story['images'] = ({ name }) => [{ ...IMAGE, id: name?.startsWith('gitpod') ? 'ami-gitpod' : 'ami-bottlerocket' }];

  test('is requested for both images, and only with the consent to dry runs', () => {
    expect(runs({ images: eachItsOwn })).toEqual([]);
    expect(imagesOf(runs({ profile: { consents }, images: eachItsOwn }))).toEqual(['ami-bottlerocket', 'ami-gitpod']);
  });

  test('uses the launch options of the user, and none when the user gave none', () => {
    const launch = { subnet: 'subnet-1', securityGroups: ['sg-1'], instanceType: null, instanceProfile: null };
    expect(runs({ profile: { consents, launch } })[0]?.aws?.launch).toEqual(launch);
    expect(runs({ profile: { consents } })[0]?.aws?.launch).toBeNull();
  });

  test('uses the newest image that can be launched, and skips a lookalike name', () => {
    const images: Story['images'] = ({ owner }) =>
      owner === '995913728426'
        ? [
            { ...IMAGE, id: 'ami-old', createdAt: '2024-01-01T00:00:00.000Z' },
            { ...IMAGE, id: 'ami-new', createdAt: '2026-02-01T00:00:00.000Z', state: null },
            { ...IMAGE, id: 'ami-going', createdAt: '2026-03-01T00:00:00.000Z', state: 'pending' },
            { ...IMAGE, id: null, createdAt: null },
          ]
        : [];
    expect(imagesOf(runs({ profile: { consents }, images }))).toEqual(['ami-new']);
    expect(runs({ profile: { consents }, images: () => [] })).toEqual([]);
  });

  test('is requested only in the first region, to which the subnet belongs', () => {
    const regions = ['eu-central-1', 'us-east-1'];
    const made = runs({ profile: { consents, regions }, images: eachItsOwn });
    expect(made.map(({ target }) => target.kind === 'aws' && target.region)).toEqual(['eu-central-1', 'eu-central-1']);
  });
});

test('pasted output replaces the calls, also for a required image that the pasted list lacks', () => {
  const pasted = {
    settings: { state: 'disabled' as const, managedBy: null, criteria: [] },
    images: { total: 1, images: [{ ...IMAGE, requiredName: 'bottlerocket-aws-ecs-1-x86_64' }] },
  };
  const { rounds, requests } = climb({ profile: { consents: [], pasted } });
  expect(rounds).toEqual([
    [
      'ec2:GetAllowedImagesSettings in eu-central-1',
      'ec2:DescribeImages bottlerocket-aws-ecs-1-x86_64 in eu-central-1',
      'ec2:DescribeImages gitpod/images/gitpod-next/ec2-runner-ami-* in eu-central-1',
    ],
  ]);
  const shown = requests.flatMap(({ aws }) => (aws?.pasted?.kind === 'images' ? [aws.pasted.total] : []));
  expect(shown).toEqual([1, 0]);
  expect(requests.filter(({ probe }) => probe === 'aws').every(({ aws }) => aws?.pasted != null)).toBe(true);
});

test('a call that AWS denied is repeated when the user later consents to decode the denial', () => {
  const target = { kind: 'aws' as const, operation: 'describe-images' as const, region: 'eu-central-1' };
  const key = (consents: Profile['consents']) =>
    climb({ profile: { consents: ['aws', ...consents] } }).requests.find(({ target: { kind } }) => kind === target.kind)?.key;
  expect(key([])).not.toBe(key(['decode-denial']));
});
