/** Signs of the kind of machine: a container, an EC2 instance, a machine of the product. */
import { canAccess } from '../../files/access.ts';
import { readText } from '../../files/regular-file.ts';
import type { HostFacts } from '../../model/host-facts.ts';

type Marks = Pick<HostFacts, 'container' | 'ec2' | 'product'>;

export async function readPlatformMarks(environment: Readonly<Record<string, string>>): Promise<Marks> {
  const [container, ec2] = await Promise.all([inContainer(environment), onEc2()]);
  return { container, ec2, product: product(environment) };
}

async function inContainer(environment: Readonly<Record<string, string>>): Promise<boolean> {
  if (environment['KUBERNETES_SERVICE_HOST'] !== undefined || environment['container'] !== undefined) return true;
  if ((await canAccess('/.dockerenv')) || (await canAccess('/run/.containerenv'))) return true;
  return /docker|containerd|kubepods|libpod|lxc/.test((await text('/proc/1/cgroup')) ?? '');
}

/** Reads hardware data and not the metadata service, whose silence is under test. */
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

const text = (path: string) => readText(path, 64 * 1024);
