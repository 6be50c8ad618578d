/** Signs of the kind of machine: a container, an EC2 instance, a runner or an environment. */
import { canAccess } from '../../files/access.ts';
import { readText } from '../../files/regular-file.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import type { InstallationSign } from '../../model/installation.ts';

type Marks = Pick<HostFacts, 'container' | 'ec2' | 'product' | 'installation'>;

export async function readPlatformMarks(environment: Readonly<Record<string, string>>, isReal: boolean): Promise<Marks> {
  const [container, ec2, installation] = await Promise.all([inContainer(environment), onEc2(), installationSigns(environment, isReal)]);
  return { container, ec2, product: product(environment), ...(installation.length === 0 ? {} : { installation }) };
}

async function inContainer(environment: Readonly<Record<string, string>>): Promise<boolean> {
  if (environment['KUBERNETES_SERVICE_HOST'] !== undefined || environment['container'] !== undefined) return true;
  if ((await canAccess('/.dockerenv')) || (await canAccess('/run/.containerenv'))) return true;
  return /docker|containerd|kubepods|libpod|lxc/.test((await text('/proc/1/cgroup')) ?? '');
}

/** Reads hardware data and not the metadata service, because other probes test whether that service answers. */
async function onEc2(): Promise<boolean | null> {
  const [vendor, product, hypervisor] = await Promise.all([
    text('/sys/class/dmi/id/sys_vendor'),
    text('/sys/class/dmi/id/product_version'),
    text('/sys/hypervisor/uuid'),
  ]);
  if (vendor === null && product === null && hypervisor === null) return process.platform === 'linux' ? null : false;
  return vendor?.trim() === 'Amazon EC2' || /amazon/i.test(product ?? '') || /^ec2/i.test(hypervisor ?? '');
}

/** Looks for the variables of the product's processes, without reading their values. */
function product(environment: Readonly<Record<string, string>>): Marks['product'] {
  const has = (...names: string[]) => names.some((name) => (environment[name] ?? '') !== '');
  if (has('GITPOD_RUNNER_ID', 'GITPOD_RUNNER_TOKEN')) return 'runner';
  if (has('GITPOD_ENVIRONMENT_ID', 'GITPOD_WORKSPACE_ID', 'ONA_ENVIRONMENT_ID')) return 'environment';
  return null;
}

/**
 * Signs of the kind of installation. ECS sets AWS_EXECUTION_ENV in its tasks (AWS, ECS Developer Guide, Environment variables); the other
 * variables are those that the runner's task definition sets (gitpod-io/terraform-aws-ona-runner, ecs.tf).
 */
async function installationSigns(environment: Readonly<Record<string, string>>, isReal: boolean): Promise<InstallationSign[]> {
  const inTask = environment['AWS_EXECUTION_ENV'];
  const onGoogle = isReal && /Google/.test((await text('/sys/class/dmi/id/product_name')) ?? '');
  return [
    ...(inTask === 'AWS_ECS_FARGATE' ? (['fargate-task'] as const) : []),
    ...(inTask === 'AWS_ECS_EC2' ? (['ec2-task'] as const) : []),
    ...(onGoogle ? (['google-machine'] as const) : []),
    ...(RUNNER_VARIABLES.some((name) => environment[name] !== undefined) ? (['aws-runner-names'] as const) : []),
    ...((environment['GITPOD_PRIVATE_ECR_PREFIX'] ?? '').startsWith('025066274397.dkr.ecr.') ? (['ona-images'] as const) : []),
  ];
}

const RUNNER_VARIABLES = ['GITPOD_PRIVATE_ECR_PREFIX', 'ADOT_CONFIG_SSM_PARAM'];

const text = (path: string) => readText(path, 64 * 1024);
