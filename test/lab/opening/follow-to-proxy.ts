/** Follows a request to the proxy team: the requested hosts are allowed there, and no other host passes. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Opening } from '../../../src/model/handover.ts';
import { hostPort } from '../../../src/model/target.ts';
import { hostMatches } from '../../../src/model/wildcard.ts';
import { populationOf } from '../internet/inhabitants.ts';
import { inside } from '../namespaces.ts';
import { must } from '../processes.ts';
import { checkFrom, openingsFrom, requestFrom } from '../program.ts';
import type { LabScenario } from '../scenario.ts';
import type { Place } from '../stage.ts';
import { faultOf, unmetRows } from './faults.ts';
import type { NamedPlace } from './through-proxy.ts';

const THROUGH_PROXY = fileURLToPath(import.meta.resolve('./through-proxy.ts'));
const PORTS = [22, 443, 8443];

export async function followToProxy(scenario: LabScenario, place: Place): Promise<string[]> {
  const { namespace, home, rootsFile } = place;
  const rules = await requestFrom(namespace, home, 'nftables');
  const openings = await openingsFrom(namespace, home);
  const named = rules.split('\n').filter((line) => line.startsWith('# On the proxy '));
  const unnamed = openings.filter(
    ({ allow, port }) => !allow.every((host) => named.some((line) => line.includes(` ${hostPort(host, port)} `))),
  );
  const places = [...populationOf(scenario.profile).addresses.keys()].flatMap((host) => PORTS.map((port) => ({ host, port })));
  const before = await letThrough(places, place);
  await allowOnProxy(openings, place);
  const { report } = await checkFrom(namespace, home, rootsFile, scenario);
  const after = await letThrough(places, place);
  const isAsked = ({ host, port }: NamedPlace) =>
    openings.some((rule) => rule.port === port && rule.allow.some((pattern) => hostMatches(pattern, host)));
  const textOf = ({ host, port }: NamedPlace) => hostPort(host, port);
  return [
    ...(openings.length > 0 && openings.every(({ by }) => by === 'proxy') ? [] : ['the request asks for something else than the proxy']),
    ...(/^table/m.test(rules) ? ['a packet filter is asked for what the proxy refuses'] : []),
    ...unnamed.map(({ host }) => `the rules do not say that the proxy refuses ${host}`),
    ...(report.summary.outcome === 'pass' ? [] : [`after the request not met: ${unmetRows(report)}`]),
    ...faultOf('let through and never asked for', after.filter((one) => !before.includes(one) && !isAsked(one)).map(textOf)),
    ...faultOf('asked for and still refused', places.filter((one) => isAsked(one) && !after.includes(one)).map(textOf)),
  ];
}

async function letThrough(places: readonly NamedPlace[], { namespace }: Place): Promise<NamedPlace[]> {
  const said = await must(inside(namespace, [process.execPath, THROUGH_PROXY]), { input: JSON.stringify(places), timeoutMs: 60_000 });
  const numbers = new Set(JSON.parse(said) as number[]);
  return places.filter((_, index) => numbers.has(index));
}

/** A squid line for each requested host, before the lines that refuse. */
async function allowOnProxy(openings: readonly Opening[], { firewall, folder }: Place): Promise<void> {
  const asked = openings.flatMap(({ allow, port }) => allow.map((host) => ({ host: host.replace(/^\*/, ''), port })));
  const lines = asked.flatMap(({ host, port }, index) => [
    `acl asked_host_${index} dstdomain ${host}`,
    `acl asked_port_${index} port ${port}`,
    `http_access allow asked_connect asked_host_${index} asked_port_${index}`,
  ]);
  const file = join(folder, 'squid', 'squid.conf');
  await writeFile(file, ['acl asked_connect method CONNECT', ...lines, await readFile(file, 'utf8')].join('\n'));
  await must(inside(firewall, ['squid', '-k', 'reconfigure', '-f', file]));
}
