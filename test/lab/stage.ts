/** Puts a scenario's network up, runs the program in it, and takes everything down again, whatever happens. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Population, populationOf } from './internet/inhabitants.ts';
import type { ServedPart } from './internet/serve.ts';
import { createNamespaces, filter, inside, type Namespaces, newNames, OURS, removeNamespaces } from './namespaces.ts';
import { serve } from './processes.ts';
import { type Checked, checkFrom } from './program.ts';
import { startProxy } from './proxy.ts';
import { startResolver } from './resolver.ts';
import type { FilterRule, LabScenario } from './scenario.ts';

const SERVE = fileURLToPath(import.meta.resolve('./internet/serve.ts'));

/** What stands right now, so that an interrupt can take it down. */
const standing = new Set<() => Promise<void>>();

export async function play(scenario: LabScenario): Promise<Checked> {
  const folder = await mkdtemp(join(tmpdir(), OURS));
  // Squid's own user has to get through to its folder.
  await chmod(folder, 0o711);
  const names = newNames();
  const takeDown = async (): Promise<void> => {
    await removeNamespaces(Object.values(names));
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    standing.delete(takeDown);
  };
  standing.add(takeDown);
  try {
    await createNamespaces(names, scenario.link);
    const rootsFile = await putUp(scenario, names, folder);
    return await checkFrom(names.customer, folder, rootsFile, scenario);
  } finally {
    await takeDown();
  }
}

export async function takeAllDown(): Promise<void> {
  await Promise.all([...standing].map((takeDown) => takeDown()));
}

async function putUp(scenario: LabScenario, names: Namespaces, folder: string): Promise<string> {
  const population = populationOf(scenario.profile);
  const rules = (given: readonly FilterRule[] = []) => given.map((rule) => withAddresses(rule, population));
  const served: ServedPart = { profile: scenario.profile, ...(scenario.internet === undefined ? {} : { internet: scenario.internet }) };
  const [line] = await allStarted([
    serve(inside(names.internet, [process.execPath, SERVE]), /^\{"root"/, JSON.stringify(served)),
    startResolver(names.internet, folder, population.addresses, scenario.resolver),
    scenario.squid === undefined ? Promise.resolve() : startProxy(names.firewall, folder, scenario.squid),
  ]);
  const { root } = JSON.parse(line) as { root: string };
  await allStarted([
    filter(names.customer, 'output', rules(scenario.ownFilter)),
    filter(names.firewall, 'forward', rules(scenario.firewall)),
    filter(names.firewall, 'output', rules(scenario.behindProxy)),
  ]);
  const rootsFile = join(folder, 'roots.pem');
  await writeFile(rootsFile, root);
  return rootsFile;
}

/** Waits for every one even if one fails, so that nothing starts while the rest is taken down. */
async function allStarted<T extends readonly Promise<unknown>[]>(starting: readonly [...T]): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}

function withAddresses(rule: FilterRule, { addresses }: Population): string {
  return rule.replaceAll(/<([^>]+)>/g, (_, host: string) => {
    const address = addresses.get(host);
    if (address === undefined) throw new Error(`${host} in the rule "${rule}" does not live on the lab's internet.`);
    return address;
  });
}
