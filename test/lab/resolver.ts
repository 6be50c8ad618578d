/** The company's resolvers: dnsmasq with the names of the lab's internet and of the company's proxy. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ipv6For } from '../../src/demo/addresses.ts';
import { BROKEN_ZONES } from './broken-zones.ts';
import { PROXY, RESOLVER, SECOND_RESOLVER } from './company.ts';
import { inside } from './namespaces.ts';
import { serve } from './processes.ts';
import type { LabScenario, ResolverFault } from './scenario.ts';

const ZONES = fileURLToPath(import.meta.resolve('./broken-zones.ts'));

export async function startResolvers(
  namespace: string,
  folder: string,
  addresses: ReadonlyMap<string, string>,
  { ipv6, resolver: { second, ...first } = {} }: LabScenario,
): Promise<void> {
  const everyName = new Map([...addresses, [PROXY.host, PROXY.address] as const]);
  const start = (address: string, fault: ResolverFault) =>
    startResolver({ namespace, folder, address, everyName, ipv6: ipv6 === true, fault });
  if ([first, second].some((fault) => fault?.brokenZones !== undefined))
    await serve(inside(namespace, [process.execPath, ZONES]), /^ready$/);
  await Promise.all([start(RESOLVER, first), ...(second === undefined ? [] : [start(SECOND_RESOLVER, second)])]);
}

interface Starting {
  namespace: string;
  folder: string;
  address: string;
  everyName: ReadonlyMap<string, string>;
  ipv6: boolean;
  fault: ResolverFault;
}

async function startResolver({ namespace, folder, address, everyName, ipv6, fault }: Starting): Promise<void> {
  const { names = {}, servesNobody = false, brokenZones = {} } = fault;
  const isBroken = (name: string): boolean => Object.keys(brokenZones).some((zone) => zone === '*' || name.endsWith(zone));
  const lines = [...new Map<string, string | null>([...everyName, ...Object.entries(names)])].flatMap(([name, is]) => {
    if (is === null || isBroken(name)) return [];
    // Who is led elsewhere is led there alone.
    return ipv6 && everyName.get(name) === is && name !== PROXY.host ? [`${is} ${name}`, `${ipv6For(is)} ${name}`] : [`${is} ${name}`];
  });
  const base = `${folder}/dns-${address}`;
  await writeFile(`${base}.hosts`, `${lines.join('\n')}\n`);
  await writeFile(
    `${base}.conf`,
    [
      `listen-address=${address}`,
      'bind-interfaces',
      'no-resolv',
      'no-hosts',
      'no-poll',
      'user=root',
      'pid-file',
      'cache-size=0',
      // It is asked for nothing that it could pass on: a name that stands in no file does not exist.
      ...Object.entries(brokenZones).map(([zone, how]) => `server=/${zone === '*' ? '#' : zone}/127.0.0.1#${BROKEN_ZONES[how]}`),
      ...(servesNobody || '*' in brokenZones ? [] : ['local=/#/', `addn-hosts=${base}.hosts`]),
      '',
    ].join('\n'),
  );
  await serve(inside(namespace, ['dnsmasq', '--keep-in-foreground', '--log-facility=-', `--conf-file=${base}.conf`]), /started/);
}
