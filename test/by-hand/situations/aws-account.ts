/** The basis of AWS situations: a demo scenario that the AWS CLI, curl and other programs can use. */
import type { AwsDescription } from '../../../src/demo/aws/description.ts';
import { RUNNER_IMAGE } from '../../../src/demo/aws/images.ts';
import type { NetworkDescription, Scenario } from '../../../src/demo/description.ts';
import { startPretendInternet } from '../../../src/demo/internet.ts';
import { ALL_SCENARIOS } from '../../../src/demo/scenarios/index.ts';
import { STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { LOOPBACK } from '../../../src/demo/servers/loopback.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import type { PretendEndpoint } from '../../../src/model/pretend-network.ts';
import { populationOf } from '../../lab/internet/inhabitants.ts';
import { leadTo, trusting } from '../namespace/network.ts';
import type { PutUp, Situation } from '../situation.ts';
import { teachTheCommandLine } from './command-line.ts';
import { MORE_SERVICES, type MoreAnswers, startMoreOfAws } from './more-of-aws.ts';

export interface Extra {
  environment?: Readonly<Record<string, string>>;
  values?: Readonly<Record<string, string>>;
  /** Actions that the demo's AWS does not implement. */
  more?: MoreAnswers;
}

export const REGION = 'us-east-1';
export const INSTANCE = 'i-0d0d0d0d0d0d0d0d0';
export const PROFILE = 'runner-operator';
const VALUES = {
  profile: PROFILE,
  region: REGION,
  service: 'ssm',
  image: RUNNER_IMAGE.id,
  'image name': RUNNER_IMAGE.name,
  subnet: 'subnet-0d0d0d0d0d0d0d0d0',
  group: 'sg-0d0d0d0d0d0d0d0d0',
  instance: INSTANCE,
  stack: 'gitpod-runner',
};

/** The demo's scenario of this name. */
export function scenario(name: FindingName | 'healthy', extra?: Extra): PutUp {
  return () => {
    const found = ALL_SCENARIOS.find((each) => each.name === name);
    if (found === undefined) throw new RangeError(`The demo has no scenario ${name}.`);
    return stand(found, extra);
  };
}

/** A runner's machine in a network with only this fault. */
export function network(description: NetworkDescription, extra?: Extra): PutUp {
  return () => stand({ profile: STANDARD_RUNNER, network: { ec2: true, ...description } }, extra);
}

export function account(aws: AwsDescription, extra?: Extra): PutUp {
  return network({ aws }, extra);
}

async function stand({ profile, network: described }: Pick<Scenario, 'profile' | 'network'>, extra: Extra = {}): Promise<Situation> {
  const { world } = await startPretendInternet({ name: 'healthy', title: '', profile, network: described }, { extraUrls: [] });
  const endpoints = new Map(world.network.endpoints);
  const roots = [...world.network.publicRoots];
  if (extra.more !== undefined) {
    const { port, root } = await startMoreOfAws(described.aws ?? {}, extra.more);
    const there: PretendEndpoint = { to: 'port', address: LOOPBACK, port };
    const { addresses } = populationOf(profile);
    for (const service of MORE_SERVICES) endpoints.set(`tcp/${addresses.get(`${service}.${REGION}.amazonaws.com`)}:443`, there);
    roots.push(root);
  }
  await leadTo({ ...world.network, endpoints });
  teachTheCommandLine();
  return {
    environment: { AWS_DEFAULT_REGION: REGION, ...world.network.environment, ...trusting(roots), ...extra.environment },
    values: { ...VALUES, ...extra.values },
  };
}
