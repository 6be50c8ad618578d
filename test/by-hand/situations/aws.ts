/** Situations of AWS and of the metadata service: the scenarios of the demo, entered by the real programs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AwsDescription, RefusingPolicy } from '../../../src/demo/aws/description.ts';
import { DEMO_KEY } from '../../../src/demo/aws/description.ts';
import { BOTTLEROCKET, IMAGES, RUNNER_IMAGE } from '../../../src/demo/aws/images.ts';
import type { NetworkDescription, Scenario } from '../../../src/demo/description.ts';
import { ALL } from '../../../src/demo/scenarios/index.ts';
import { PROXY, proxyEnvironment, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { start } from '../../../src/demo/start.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { populationOf } from '../../lab/internet/inhabitants.ts';
import { run } from '../../lab/processes.ts';
import { leadTo, trusting } from '../namespace/network.ts';
import { HOME, type PutUp, type Situation } from '../situation.ts';
import { teachTheCommandLine } from './command-line.ts';
import { type MoreAnswers, startMoreOfAws } from './more-of-aws.ts';

interface Extra {
  environment?: Readonly<Record<string, string>>;
  values?: Readonly<Record<string, string>>;
  /** Actions that the demo's AWS does not know. */
  more?: MoreAnswers;
  /** Once it stands: what only a call can tell. */
  ready?(situation: Situation): Promise<Situation>;
}

/** The owner of the Bottlerocket image that the access requirements name. */
const DOCUMENTED_OWNER = '149721548608';

const VALUES = {
  region: 'us-east-1',
  service: 'ssm',
  image: RUNNER_IMAGE.id,
  subnet: 'subnet-0d0d0d0d0d0d0d0d0',
  group: 'sg-0d0d0d0d0d0d0d0d0',
  instance: 'i-0d0d0d0d0d0d0d0d0',
  stack: 'gitpod-runner',
};

async function stand({ profile, network }: Pick<Scenario, 'profile' | 'network'>, extra: Extra): Promise<Situation> {
  const { world } = await start({ name: 'healthy', title: '', profile, network }, { extraUrls: [] });
  const more = extra.more === undefined ? null : await startMoreOfAws(network.aws ?? {}, extra.more);
  const endpoints = new Map(world.network.endpoints);
  const { addresses } = populationOf(profile);
  for (const service of more === null ? [] : ['ec2', 'cloudformation']) {
    endpoints.set(`tcp/${addresses.get(`${service}.us-east-1.amazonaws.com`)}:443`, {
      to: 'port',
      address: '127.0.0.1',
      port: more?.port ?? 0,
    });
  }
  await leadTo({ ...world.network, endpoints });
  teachTheCommandLine();
  const situation: Situation = {
    environment: {
      AWS_DEFAULT_REGION: 'us-east-1',
      ...world.network.environment,
      ...trusting([...world.network.publicRoots, ...(more === null ? [] : [more.root])]),
      ...extra.environment,
    },
    values: { ...VALUES, ...extra.values },
    close: async () => {
      await more?.close();
      await world.close();
    },
  };
  return (await extra.ready?.(situation)) ?? situation;
}

/** The demo's scenario of this name. */
function scenario(name: FindingName | 'healthy', extra: Extra = {}): PutUp {
  return () => {
    const found = ALL.find((each) => each.name === name);
    if (found === undefined) throw new Error(`The demo has no scenario ${name}.`);
    return stand(found, extra);
  };
}

function account(aws: AwsDescription, extra: Extra = {}): PutUp {
  return () => stand({ profile: STANDARD_RUNNER, network: { ec2: true, aws } }, extra);
}

function network(description: NetworkDescription, extra: Extra = {}): PutUp {
  return () => stand({ profile: STANDARD_RUNNER, network: { ec2: true, ...description } }, extra);
}

/** A policy denies the launch, and says which of its statements does. */
function launchDenied(by: RefusingPolicy): PutUp {
  const aws: AwsDescription = {
    refusals: [
      {
        action: 'ec2:RunInstances',
        by,
        explicit: true,
        imageOwners: [RUNNER_IMAGE.owner],
        statement: { id: 'OnlyOurImages', key: 'ec2:Owner', values: ['123456789012', 'amazon'] },
      },
    ],
  };
  const reason = 'You are not authorized to perform this operation. Encoded authorization failure message: AbCd';
  return account(aws, { more: failedStack(reason), ready: copiesTheMessage });
}

/** As a person copies the message from what the dry run says. */
async function copiesTheMessage(situation: Situation): Promise<Situation> {
  const tried = ['aws', 'ec2', 'run-instances', '--dry-run', '--region', 'us-east-1', '--image-id', RUNNER_IMAGE.id];
  const { stderr } = await run(tried, { environment: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME, ...situation.environment } });
  const [, message] = /failure message: (\S+)/.exec(stderr) ?? [];
  if (message === undefined) throw new Error(`The dry run gives no message to decode: ${stderr}`);
  return { ...situation, values: { ...situation.values, message } };
}

const failedStack = (reason: string): MoreAnswers => ({
  DescribeStackEvents: `<DescribeStackEventsResult><StackEvents><member><EventId>1</EventId><StackId>arn:aws:cloudformation:us-east-1:123456789012:stack/gitpod-runner/1</StackId><StackName>gitpod-runner</StackName><LogicalResourceId>RunnerInstance</LogicalResourceId><ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>${reason}</ResourceStatusReason><Timestamp>2026-11-24T09:00:00Z</Timestamp></member></StackEvents></DescribeStackEventsResult>`,
});
const hopLimit = (hops: number): MoreAnswers => ({
  DescribeInstances: `<reservationSet><item><instancesSet><item><instanceId>${VALUES.instance}</instanceId><metadataOptions><state>applied</state><httpTokens>required</httpTokens><httpPutResponseHopLimit>${hops}</httpPutResponseHopLimit><httpEndpoint>enabled</httpEndpoint></metadataOptions></item></instancesSet></item></reservationSet>`,
});
const vpcs = (items: string): MoreAnswers => ({ DescribeVpcs: `<vpcSet>${items}</vpcSet>` });
const DEFAULT_VPC = '<item><vpcId>vpc-0d0d0d0d0d0d0d0d0</vpcId><isDefault>true</isDefault></item>';

function leftOver(): PutUp {
  const putUp = scenario('aws-custom-endpoint-set');
  return () => {
    mkdirSync(`${HOME}/.aws`, { recursive: true });
    writeFileSync(`${HOME}/.aws/config`, '[default]\nendpoint_url = http://localhost:4566\n');
    return putUp();
  };
}

const PROXIED = proxyEnvironment('.internal,app.gitpod.io,.amazonaws.com');
/** Programs differ in the case that they read. */
const bothCases = (variables: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => [
      [name, value],
      [name.toLowerCase(), value],
    ]),
  );

export const AWS_SITUATIONS = {
  'aws fine': scenario('healthy', {
    values: { message: 'nothing-that-aws-encoded', alias: 'x1.gitpod.environment' },
    more: { ...failedStack('Resource creation cancelled'), ...hopLimit(2), ...vpcs(DEFAULT_VPC) },
  }),
  'no credentials': scenario('aws-credentials-missing'),
  'session over': scenario('aws-credentials-expired'),
  'key unknown': scenario('aws-credentials-invalid'),
  'secret wrong': account({ keys: { [DEMO_KEY]: 'wrong-secret' } }),
  'images not to be listed': scenario('describe-images-denied'),
  'organisation denies listing': scenario('denied-by-organization'),
  'organisation denies launches': launchDenied('service control'),
  'launch denied': launchDenied('identity-based'),
  'allowed images only': scenario('ami-hidden-by-allowed-images'),
  'image not shared': scenario('ami-not-visible', {
    more: failedStack(
      `Resource handler returned message: &quot;Not authorized for images: [${RUNNER_IMAGE.id}] (Service: Ec2, Status Code: 400)&quot;`,
    ),
  }),
  'image of another owner': account({ images: IMAGES }, { values: { 'other owner': BOTTLEROCKET.owner } }),
  'image of the documented owner': account({ images: [{ ...BOTTLEROCKET, owner: DOCUMENTED_OWNER }] }),
  'image deprecated': scenario('ami-deprecated'),
  'no default network': scenario('launch-needs-parameters', { more: vpcs('') }),
  'terms open': scenario('marketplace-terms-open'),
  'a page for an answer': scenario('aws-answer-not-understood'),

  'endpoint closed': scenario('aws-endpoint-blocked'),
  'endpoint of somebody else': scenario('aws-endpoint-not-genuine', { values: { 'another host': 'parked.demo-hosting.example' } }),
  'endpoint in the network silent': scenario('vpc-endpoint-unreachable', { values: { address: '10.20.1.15' } }),
  'metadata silent': scenario('metadata-unreachable'),
  'metadata a hop away': scenario('metadata-hop-limit', { more: hopLimit(1) }),
  'metadata by proxy': network({ proxy: PROXY }, { environment: bothCases(PROXIED), values: { 'address of the proxy': PROXY.address } }),
  'metadata past the proxy': network(
    { proxy: PROXY },
    { environment: bothCases({ ...PROXIED, NO_PROXY: `169.254.169.254,${PROXIED['NO_PROXY']}` }) },
  ),
  'endpoint variable left over': leftOver(),
  'no such region': scenario('region-unknown', { values: { region: 'us-esat-1' } }),
  'region not enabled': account({ notOptedIn: ['ap-east-1'] }, { values: { region: 'ap-east-1' } }),
  'region enabled': account({}, { values: { region: 'ap-east-1' } }),
  'not an instance': network({ ec2: false }),
} as const satisfies Record<string, PutUp>;
