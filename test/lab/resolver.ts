/** The company's resolvers: dnsmasq with the names of the lab's internet and of the company's proxy. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ipv6For } from '../../src/demo/addresses.ts';
import { BROKEN_ZONES } from './broken-zones.ts';
import { PROXY, RESOLVER, SECOND_RESOLVER } from './company.ts';
import type { ResolverFront } from './conditions/resolver-front.ts';
import { inside } from './namespaces.ts';
import { serve } from './processes.ts';
import type { LabScenario, ResolverFault } from './scenario.ts';

/** The port of a resolver behind a front. */
const BEHIND_FRONT = 5353;
const FRONT = fileURLToPath(import.meta.resolve('./conditions/resolver-front.ts'));
const ZONES = fileURLToPath(import.meta.resolve('./broken-zones.ts'));

export async function startResolvers(
  namespace: string,
  folder: string,
  addresses: ReadonlyMap<string, string>,
  scenario: LabScenario,
): Promise<void> {
  const everyName = new Map([...addresses, [PROXY.host, PROXY.address] as const]);
  const { ipv6 = false, conditions: { resolverDelay = 0 } = {} } = scenario;
  const faults: Record<string, ResolverFault> = { [proxysResolver(scenario)]: {}, ...resolversOf(scenario) };
  if (Object.values(faults).some(({ brokenZones }) => brokenZones !== undefined))
    await serve(inside(namespace, [process.execPath, ZONES]), /^ready$/);
  await Promise.all(
    Object.entries(faults).map(([address, fault]) =>
      startResolver({ namespace, folder, address, everyName, ipv6, fault, delayMs: resolverDelay }),
    ),
  );
}

/** The customer's configured resolvers in order, with their faults. */
export function resolversOf({ resolver: { second, ...first } = {}, conditions }: LabScenario): Record<string, ResolverFault> {
  // Of two equal resolvers, one does not answer.
  const other = second ?? (conditions?.deadResolver === undefined ? undefined : first);
  return { [RESOLVER]: first, ...(other === undefined ? {} : { [SECOND_RESOLVER]: other }) };
}

/** The proxy's own resolver, which differs from the customer's. */
export function proxysResolver({ resolver, conditions, socks }: LabScenario): string {
  return resolver?.internalOnly === true || socks !== undefined || conditions?.deadResolver === 1 ? SECOND_RESOLVER : RESOLVER;
}

interface Starting {
  namespace: string;
  folder: string;
  address: string;
  everyName: ReadonlyMap<string, string>;
  ipv6: boolean;
  fault: ResolverFault;
  delayMs: number;
}

async function startResolver({ namespace, folder, address, everyName, ipv6, fault, delayMs }: Starting): Promise<void> {
  const { names = {}, internalOnly = false, servesNobody = false, brokenZones = {}, dropsEdns = false, aaaa } = fault;
  const { admits = {}, injects = {}, missingLeadTo = null } = fault;
  const speaksItself = Object.keys(admits).length > 0 || Object.keys(injects).length > 0 || missingLeadTo !== null;
  const hasFront = delayMs > 0 || dropsEdns || aaaa === 'servfail' || speaksItself;
  const isBroken = (name: string): boolean => Object.keys(brokenZones).some((zone) => zone === '*' || name.endsWith(zone));
  const knownNames = internalOnly ? [[PROXY.host, PROXY.address] as const] : everyName;
  const lines = [...new Map<string, string | null>([...knownNames, ...Object.entries(names)])].flatMap(([name, is]) => {
    if (is === null || isBroken(name)) return [];
    // A redirected name has only the other address.
    return (ipv6 || aaaa === 'unreachable') && everyName.get(name) === is && name !== PROXY.host
      ? [`${is} ${name}`, `${ipv6For(is)} ${name}`]
      : [`${is} ${name}`];
  });
  const base = `${folder}/dns-${address}`;
  await writeFile(`${base}.hosts`, `${lines.join('\n')}\n`);
  await writeFile(
    `${base}.conf`,
    [
      `listen-address=${address}`,
      'bind-interfaces',
      ...(hasFront ? [`port=${BEHIND_FRONT}`] : []),
      'no-resolv',
      'no-hosts',
      'no-poll',
      'user=root',
      'pid-file',
      'cache-size=0',
      // This resolver forwards nothing, so a name that is in no file does not exist.
      ...Object.entries(brokenZones).map(([zone, how]) => `server=/${zone === '*' ? '#' : zone}/127.0.0.1#${BROKEN_ZONES[how]}`),
      ...(servesNobody || '*' in brokenZones ? [] : ['local=/#/', `addn-hosts=${base}.hosts`]),
      '',
    ].join('\n'),
  );
  await serve(inside(namespace, ['dnsmasq', '--keep-in-foreground', '--log-facility=-', `--conf-file=${base}.conf`]), /started/);
  if (!hasFront) return;
  const front: ResolverFront = {
    address,
    behind: BEHIND_FRONT,
    delayMs,
    dropsEdns,
    failsAaaa: aaaa === 'servfail',
    admits,
    injects,
    missingLeadTo,
  };
  await serve(inside(namespace, [process.execPath, FRONT]), /^ready$/, JSON.stringify(front));
}
