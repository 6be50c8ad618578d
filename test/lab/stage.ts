/** Starts a scenario's network, runs the program in it, and removes everything again, whatever happens. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ipv6For } from '../../src/demo/addresses.ts';
import type { Report } from '../../src/model/report.ts';
import { goodNetworkOf } from './baseline.ts';
import { setUpConditions } from './conditions/index.ts';
import { furnish } from './customer.ts';
import { getLease } from './dhcp.ts';
import { startTransparentProxy } from './hand-over.ts';
import { startInspector } from './inspector.ts';
import { bundledServers } from './internet/bundled.ts';
import { type Population, populationOf } from './internet/inhabitants.ts';
import type { ServedPart } from './internet/serve.ts';
import { addIpv6 } from './ipv6.ts';
import { getTicket, startKerberos, startLoginHelper } from './kerberos.ts';
import { startLighthouses } from './lighthouse.ts';
import { createNamespaces, filter, inside, type Namespaces, newNames, OURS, removeNamespaces } from './namespaces.ts';
import { follow } from './opening/follow.ts';
import { serve } from './processes.ts';
import { type Checked, checkFrom } from './program.ts';
import { startProxy } from './proxy.ts';
import { startResolvers } from './resolver.ts';
import type { FilterRule, LabScenario } from './scenario.ts';
import { shape } from './shapes.ts';
import { startSocks } from './socks.ts';

/** The running networks, so that an interrupt can remove them. */
const standing = new Set<() => Promise<void>>();

export async function play(scenario: LabScenario): Promise<Checked> {
  const before = scenario.baseline === true ? await playOnce(goodNetworkOf(scenario), null) : null;
  return playOnce(scenario, before?.report ?? null);
}

/** `baseline`: the report with which the run is compared. */
function playOnce(scenario: LabScenario, baseline: Report | null): Promise<Checked> {
  return inNetworkOf(scenario, async (place) => {
    const { namespace, home, rootsFile, folder } = place;
    const compared = baseline === null ? [] : ['--baseline', join(folder, 'baseline.json')];
    if (baseline !== null) await writeFile(join(folder, 'baseline.json'), JSON.stringify(baseline));
    const checked = await checkFrom(namespace, home, rootsFile, { ...scenario, flags: [...(scenario.flags ?? []), ...compared] });
    return scenario.asked === undefined ? checked : { ...checked, asked: await follow(scenario.asked, scenario, place, checked) };
  });
}

/** The customer's namespace in a running network. */
export interface Place {
  namespace: string;
  home: string;
  /** The root certificates that count as public there. */
  rootsFile: string;
  /** A folder that is removed together with the network. */
  folder: string;
  /** The namespaces on the path. */
  firewall: string;
  internet: string;
}

/** Runs something in the network of a scenario, which is removed afterwards. */
export async function inNetworkOf<T>(scenario: LabScenario, visit: (place: Place) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), OURS));
  // The user of squid must be able to reach its folder.
  await chmod(folder, 0o711);
  const names = newNames();
  const takeDown = async (): Promise<void> => {
    await removeNamespaces(Object.values(names));
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    standing.delete(takeDown);
  };
  standing.add(takeDown);
  try {
    await createNamespaces(names, scenario);
    if (scenario.ipv6) await addIpv6(names);
    const home = join(folder, 'home');
    await mkdir(home);
    await furnish(names.customer, home, scenario);
    const rootsFile = await putUp(scenario, names, folder);
    await shape(names, populationOf(scenario.profile, scenario.script).addresses, scenario);
    await setUpConditions(names, scenario);
    await getLease(names, folder, home, scenario);
    await getTicket(names.customer, home, scenario);
    if (scenario.kerberos?.helper) await startLoginHelper(names.customer, home);
    return await visit({ namespace: names.customer, home, rootsFile, folder, firewall: names.firewall, internet: names.internet });
  } finally {
    await takeDown();
  }
}

export async function takeAllDown(): Promise<void> {
  await Promise.all([...standing].map((takeDown) => takeDown()));
}

async function putUp(scenario: LabScenario, names: Namespaces, folder: string): Promise<string> {
  const population = populationOf(scenario.profile, scenario.script);
  const rules = (given: readonly FilterRule[] = []) => given.map((rule) => withAddresses(rule, population));
  const { profile, internet, ipv6, nebula, script } = scenario;
  const served: ServedPart = {
    profile,
    ...(internet === undefined ? {} : { internet }),
    ...(ipv6 === undefined ? {} : { ipv6 }),
    ...(nebula === undefined ? {} : { nebula }),
    ...(script === undefined ? {} : { script }),
  };
  const [line] = await allStarted([
    serve(inside(names.internet, [process.execPath, await bundledServers()]), /^\{"root"/, JSON.stringify(served)),
    startResolvers(names.internet, folder, population.addresses, scenario),
    scenario.squid === undefined ? Promise.resolve() : proxyWithRealm(scenario, names.firewall, folder),
    scenario.socks === undefined ? Promise.resolve() : startSocks(names.firewall, folder, scenario.socks, scenario),
    nebula === undefined ? Promise.resolve() : startLighthouses(names.internet, folder),
  ]);
  const { root } = JSON.parse(line) as { root: string };
  const rootsFile = join(folder, 'roots.pem');
  await writeFile(rootsFile, root);
  await allStarted([
    filter(names.customer, 'output', rules(scenario.ownFilter)),
    filter(names.firewall, 'forward', rules(scenario.firewall)),
    filter(names.firewall, 'output', rules(scenario.behindProxy)),
    scenario.inspector === undefined ? Promise.resolve() : startInspector(names.firewall, folder, rootsFile, scenario.inspector),
    scenario.transparentProxy === undefined
      ? Promise.resolve()
      : startTransparentProxy(names.firewall, population.addresses, scenario.transparentProxy.carriesNot),
  ]);
  return rootsFile;
}

/** The proxy needs the key that the realm creates for it. */
async function proxyWithRealm(scenario: LabScenario, namespace: string, folder: string): Promise<void> {
  const variables = scenario.kerberos === undefined ? {} : await startKerberos(namespace, folder, scenario.kerberos);
  await startProxy(namespace, folder, scenario, variables);
}

/** Waits for all even if one fails, so that nothing starts while the rest is removed. */
async function allStarted<T extends readonly Promise<unknown>[]>(starting: readonly [...T]): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}

function withAddresses(rule: FilterRule, { addresses }: Population): string {
  return rule.replaceAll(/<([^>]+)>/g, (_, host: string) => {
    const address = addresses.get(host);
    if (address === undefined) throw new Error(`${host} in the rule "${rule}" does not live on the lab's internet.`);
    return rule.startsWith('ip6 ') ? ipv6For(address) : address;
  });
}
