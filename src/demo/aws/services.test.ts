/**
 * The simulated AWS as the real SDK sees it. If these fail, a scenario shows an answer that AWS never gives, and the product is tested
 * against it.
 */
import {
  DescribeImagesCommand,
  DescribeRegionsCommand,
  EC2Client,
  GetAllowedImagesSettingsCommand,
  paginateDescribeImages,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { DecodeAuthorizationMessageCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, test } from 'vitest';
import { startHttpServer } from '../servers/https-server.ts';
import type { LoopbackServer } from '../servers/loopback.ts';
import { regionalApi } from '../web/aws.ts';
import { type AwsDescription, DEMO_KEY } from './description.ts';
import { BOTTLEROCKET_IMAGE, PUBLIC_IMAGES, RUNNER_IMAGE } from './images.ts';
import { awsApi } from './services.ts';

const running: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

interface Clients {
  ec2: EC2Client;
  sts: STSClient;
  ssm: SSMClient;
}

async function clientsOf(aws: AwsDescription, { region = 'us-east-1', keyId = DEMO_KEY, aheadMs = 0 } = {}): Promise<Clients> {
  const server = await startHttpServer(awsApi(aws, regionalApi, () => Date.now() + aheadMs));
  running.push(server);
  const settings = {
    endpoint: `http://127.0.0.1:${server.port}`,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: keyId, secretAccessKey: 'nobody checks it here' },
  };
  return { ec2: new EC2Client(settings), sts: new STSClient(settings), ssm: new SSMClient(settings) };
}

/** `name status message` of the error, or `answered`. */
async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'answered',
    (error: { name: string; message: string; $metadata?: { httpStatusCode?: number } }) =>
      `${error.name} ${error.$metadata?.httpStatusCode} ${error.message}`,
  );
}

const launch = (image: string, more: object = {}) =>
  new RunInstancesCommand({ ImageId: image, MinCount: 1, MaxCount: 1, DryRun: true, ...more });
const named = (name: string, more: object = {}) => new DescribeImagesCommand({ Filters: [{ Name: 'name', Values: [name] }], ...more });

describe('an account in which everything works', () => {
  test('returns the identity, the regions, and the value of the image parameter', async () => {
    const { ec2, sts, ssm } = await clientsOf({});
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '123456789012',
      Arn: expect.stringMatching(/^arn:aws:sts::/),
    });
    const { Regions = [] } = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
    expect(Regions).toContainEqual({ RegionName: 'eu-central-2', OptInStatus: 'opted-in', Endpoint: 'ec2.eu-central-2.amazonaws.com' });
    expect(Regions.every(({ RegionName = '' }) => !RegionName.startsWith('cn-'))).toBe(true);
    const Name = '/aws/service/bottlerocket/aws-ecs-1/x86_64/latest/image_id';
    expect((await ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value).toBe(BOTTLEROCKET_IMAGE.id);
  });

  test('lists images by owner id, alias and name, and separates an empty list from an error', async () => {
    const { ec2 } = await clientsOf({});
    const ids = async (command: DescribeImagesCommand) => (await ec2.send(command)).Images?.map(({ ImageId }) => ImageId);
    expect(await ids(named('bottlerocket-aws-ecs-1-x86_64-*', { Owners: ['amazon'] }))).toEqual([BOTTLEROCKET_IMAGE.id]);
    expect(await ids(named('bottlerocket-aws-ecs-1-x86_64-*', { Owners: ['092701018921'] }))).toEqual([BOTTLEROCKET_IMAGE.id]);
    expect(await ids(named('bottlerocket-aws-ecs-1-x86_64-*', { Owners: ['149721548608'] }))).toEqual([]);
    expect(await ids(named(`${RUNNER_IMAGE.name.slice(0, -14)}*`, { Owners: ['amazon'] }))).toEqual([]);
    expect(await ids(new DescribeImagesCommand({ Owners: ['995913728426'] }))).toHaveLength(2);
    const [image] = (await ec2.send(named(RUNNER_IMAGE.name))).Images ?? [];
    expect(image).toMatchObject({ OwnerId: '995913728426', Public: true, State: 'available', Architecture: 'x86_64' });
    expect(image).not.toHaveProperty('ImageAllowed');
  });

  test('returns long lists in pages', async () => {
    const images = Array.from({ length: 12 }, (_, at) => ({ ...RUNNER_IMAGE, id: `ami-${at}` }));
    const { ec2: client } = await clientsOf({ images });
    const pages: number[] = [];
    for await (const { Images = [] } of paginateDescribeImages({ client, pageSize: 5 }, {})) pages.push(Images.length);
    expect(pages).toEqual([5, 5, 2]);
  });

  test("answers a launch that would succeed with EC2's error DryRunOperation", async () => {
    const { ec2 } = await clientsOf({});
    expect(await outcomeOf(ec2.send(launch(RUNNER_IMAGE.id)))).toMatch(/^DryRunOperation 412 /);
  });
});

describe('a call with a wrong key or clock', () => {
  const call = async (aws: AwsDescription, options: Parameters<typeof clientsOf>[1]) => {
    const { ec2, sts, ssm } = await clientsOf(aws, options);
    const outcomes = [
      outcomeOf(sts.send(new GetCallerIdentityCommand({}))),
      outcomeOf(ec2.send(new GetAllowedImagesSettingsCommand({}))),
      outcomeOf(ssm.send(new GetParameterCommand({ Name: '/x' }))),
    ];
    return (await Promise.all(outcomes)).map((outcome) => outcome.split(' ').slice(0, 2).join(' '));
  };

  test.each([
    ['an unknown key', {}, { keyId: 'AKIANOBODY' }, ['InvalidClientTokenId 403', 'AuthFailure 401', 'UnrecognizedClientException 400']],
    [
      'a wrong secret',
      { keys: { [DEMO_KEY]: 'wrong-secret' } },
      {},
      ['SignatureDoesNotMatch 403', 'AuthFailure 401', 'InvalidSignatureException 400'],
    ],
    [
      'an expired session',
      { keys: { [DEMO_KEY]: 'expired' } },
      {},
      ['ExpiredToken 403', 'RequestExpired 400', 'ExpiredTokenException 400'],
    ],
    [
      'a region that is not enabled',
      { notOptedIn: ['ap-east-1'] },
      { region: 'ap-east-1' },
      ['InvalidClientTokenId 403', 'AuthFailure 401', 'UnrecognizedClientException 400'],
    ],
    ['a wrong clock', {}, { aheadMs: 3_600_000 }, ['SignatureDoesNotMatch 403', 'RequestExpired 400', 'InvalidSignatureException 400']],
  ] as const)('gets the error that AWS returns for %s', async (_, aws, options, expected) =>
    expect(await call(aws, options)).toEqual(expected),
  );
});

describe('a denied call', () => {
  const statement = { id: 'OnlyOurImages', key: 'ec2:Owner', values: ['123456789012'] };

  test.each([
    [{ by: 'identity-based', explicit: false }, 'because no identity-based policy allows the ec2:DescribeImages action'],
    [{ by: 'identity-based', explicit: true }, 'with an explicit deny in an identity-based policy'],
    [{ by: 'service control', explicit: true }, 'with an explicit deny in a service control policy'],
    [{ by: 'permissions boundary', explicit: false }, 'because no permissions boundary allows the ec2:DescribeImages action'],
    [{ by: 'VPC endpoint', explicit: true }, 'with an explicit deny in a VPC endpoint policy'],
  ] as const)('gets the message that AWS sends for %o', async (refusal, words) => {
    const { ec2 } = await clientsOf({ refusals: [{ action: 'ec2:DescribeImages', ...refusal }] });
    const outcome = await outcomeOf(ec2.send(named('*')));
    expect(outcome).toMatch(/^UnauthorizedOperation 403 You are not authorized to perform this operation\. User: arn:aws:sts::/);
    expect(outcome).toContain(words);
  });

  test("can be limited to launches of one owner's images, and its encoded message decodes", async () => {
    const refusal = {
      action: 'ec2:RunInstances',
      by: 'service control',
      explicit: true,
      imageOwners: ['995913728426'],
      statement,
    } as const;
    const { ec2, sts } = await clientsOf({ refusals: [refusal] });
    expect(await outcomeOf(ec2.send(launch(BOTTLEROCKET_IMAGE.id)))).toMatch(/^DryRunOperation/);
    const outcome = await outcomeOf(ec2.send(launch(RUNNER_IMAGE.id)));
    const EncodedMessage = /Encoded authorization failure message: (\S{200,})$/.exec(outcome)?.[1] ?? '';
    const { DecodedMessage = '{}' } = await sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }));
    expect(JSON.parse(DecodedMessage)).toMatchObject({
      explicitDeny: true,
      matchedStatements: { items: [{ statementId: 'OnlyOurImages' }] },
    });
    expect(await outcomeOf(sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'x' })))).toMatch(/^InvalidAuth/);
  });
});

describe('images that cannot be launched', () => {
  const only = (more: object): AwsDescription => ({ images: [{ ...RUNNER_IMAGE, ...more }] });

  test("get EC2's error when they are unknown, private, in another region, or need accepted terms", async () => {
    const terms = { productCode: 'abc123', termsUrl: 'https://aws.amazon.com/marketplace/pp?sku=abc123' };
    const of = async (aws: AwsDescription) => outcomeOf((await clientsOf(aws)).ec2.send(launch(RUNNER_IMAGE.id)));
    expect(await of({ images: [] })).toBe(`InvalidAMIID.NotFound 400 The image id '[${RUNNER_IMAGE.id}]' does not exist`);
    expect(await of(only({ regions: ['eu-central-1'] }))).toMatch(/^InvalidAMIID\.NotFound/);
    expect(await of(only({ private: true }))).toBe(`AuthFailure 400 Not authorized for images: [${RUNNER_IMAGE.id}]`);
    expect(await of(only({ marketplace: terms }))).toMatch(/^OptInRequired 401 .*sku=abc123$/);
    expect(await of({ noDefaultVpc: true })).toMatch(/^VPCIdNotSpecified 400/);
    const { ec2 } = await clientsOf({ noDefaultVpc: true });
    expect(await outcomeOf(ec2.send(launch(RUNNER_IMAGE.id, { SubnetId: 'subnet-1' })))).toMatch(/^DryRunOperation/);
  });

  test('are listed despite their deprecation only if the request asks for deprecated images or gives the id', async () => {
    const { ec2 } = await clientsOf(only({ deprecatedInDays: -10 }));
    const count = async (command: DescribeImagesCommand) => (await ec2.send(command)).Images?.length;
    expect(await count(named('*'))).toBe(0);
    expect(await count(named('*', { IncludeDeprecated: true }))).toBe(1);
    expect(await count(new DescribeImagesCommand({ ImageIds: [RUNNER_IMAGE.id] }))).toBe(1);
  });
});

describe('the simulated Allowed AMIs', () => {
  const criteria = [{ providers: ['amazon'] }, { names: ['golden-*'], maximumDaysSinceCreated: 30, maximumDaysSinceDeprecated: 0 }];

  test('returns its state and criteria', async () => {
    const { ec2 } = await clientsOf({ allowedImages: { state: 'enabled', managedBy: 'declarative-policy', criteria } });
    const { $metadata, ...settings } = await ec2.send(new GetAllowedImagesSettingsCommand({}));
    expect(settings).toEqual({
      State: 'enabled',
      ManagedBy: 'declarative-policy',
      ImageCriteria: [
        { ImageProviders: ['amazon'] },
        {
          ImageNames: ['golden-*'],
          CreationDateCondition: { MaximumDaysSinceCreated: 30 },
          DeprecationTimeCondition: { MaximumDaysSinceDeprecated: 0 },
        },
      ],
    });
    expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('hides excluded images when it is enabled, and only marks them in audit mode', async () => {
    const seen = async (state: 'enabled' | 'audit-mode') => {
      const { ec2 } = await clientsOf({ allowedImages: { state, criteria } });
      const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ['amazon', '995913728426'] }));
      return Images.map(({ OwnerId, ImageAllowed }) => `${OwnerId} ${ImageAllowed}`);
    };
    expect(new Set(await seen('enabled'))).toEqual(new Set(['092701018921 true']));
    expect(new Set(await seen('audit-mode'))).toEqual(new Set(['092701018921 true', '995913728426 false']));
    expect(await seen('audit-mode')).toHaveLength(PUBLIC_IMAGES.length);
    const { ec2 } = await clientsOf({ allowedImages: { state: 'enabled', criteria } });
    expect(await outcomeOf(ec2.send(launch(RUNNER_IMAGE.id)))).toMatch(/^InvalidAMIID\.NotFound/);
  });
});

describe('an AWS reply without a result', () => {
  const images = async (fault: 'page' | 'broken-page' | 'throttled' | 'internal-error') => {
    const { ec2 } = await clientsOf({ answers: { 'ec2:DescribeImages': fault } });
    return ec2.send(named('*'));
  };

  test('is an empty success for the SDK if it parses, else an error without a code', async () => {
    expect((await images('page')).Images).toBeUndefined();
    expect(await outcomeOf(images('broken-page'))).toMatch(/^Error .*pars/);
  });

  test('is a throttling error or an internal error if the scenario says so', async () => {
    expect(await outcomeOf(images('throttled'))).toMatch(/^RequestLimitExceeded 503/);
    expect(await outcomeOf(images('internal-error'))).toMatch(/^InternalError 500/);
  });
});
