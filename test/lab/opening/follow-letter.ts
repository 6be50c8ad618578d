/**
 * Does what the request to the network team says and nothing else: the connections in its table are opened in the firewall, which drops all
 * others, and on the proxy, which refuses all others, and its hosts are exempted from inspection. Then every counting requirement must be
 * met, and the commands in the request must show it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { ipv6For } from '../../../src/demo/addresses.ts';
import { hostMatches } from '../../../src/model/wildcard.ts';
import { populationOf } from '../internet/inhabitants.ts';
import { inside } from '../namespaces.ts';
import { must, run } from '../processes.ts';
import { checkFrom, requestFrom } from '../program.ts';
import type { LabScenario } from '../scenario.ts';
import type { Place } from '../stage.ts';
import { faultOf, unmetRows } from './faults.ts';
import { type Letter, type Line, readLetter } from './letter-table.ts';

export async function followLetter(scenario: LabScenario, place: Place): Promise<string[]> {
  const { namespace, home, rootsFile } = place;
  const letter = readLetter(await requestFrom(namespace, home, 'text'));
  await openInFirewall(letter, scenario, place);
  if (scenario.squid !== undefined) await openOnProxy(letter, place);
  if (scenario.inspector !== undefined) await exempt(letter, scenario, place);
  const { report } = await checkFrom(namespace, home, rootsFile, scenario);
  return [
    ...(letter.table.length > 0 ? [] : ['the letter has no table']),
    ...(report.summary.outcome === 'pass' ? [] : [`after the letter not met: ${unmetRows(report)}`]),
    ...faultOf('does not show it', await failing(letter.checks, place)),
  ];
}

/** One chain that drops by default replaces all previous rules of the firewall. */
async function openInFirewall({ table }: Letter, scenario: LabScenario, { firewall }: Place): Promise<void> {
  await run(inside(firewall, ['nft', 'delete', 'table', 'inet', 'lab-forward']));
  const rules = table
    .filter(({ proxy }) => proxy === null)
    .flatMap((line) =>
      addressesOf(line, scenario).map(
        (address) => `${isIP(address) === 6 ? 'ip6' : 'ip'} daddr ${address} ${line.protocol} dport ${line.port} accept`,
      ),
    );
  const chain = [
    'type filter hook forward priority 0; policy drop;',
    'ct state established,related accept',
    'udp dport 53 accept',
    'tcp dport 53 accept',
  ];
  const input = `table inet lab-letter {\nchain opened {\n${[...chain, ...new Set(rules)].join('\n')}\n}\n}\n`;
  await must(inside(firewall, ['nft', '-f', '-']), { input });
}

/** Works like a firewall that knows names: finds the hosts of the lab's internet to which the destination refers. */
function addressesOf({ destination }: Pick<Line, 'destination'>, { profile, ipv6 }: LabScenario): string[] {
  const { addresses } = populationOf(profile);
  const found =
    isIP(destination) !== 0
      ? [destination]
      : [...addresses].flatMap(([host, address]) => (hostMatches(destination, host) ? [address] : []));
  return ipv6 === true ? found.flatMap((address) => [address, ipv6For(address)]) : found;
}

/** The lines of the request for squid, then a line for each connection that already works, then a refusal of everything else. */
async function openOnProxy({ table, squid }: Letter, { firewall, folder }: Place): Promise<void> {
  const kept = table
    .filter(({ proxy, today }) => proxy !== null && today === 'works')
    .flatMap(({ destination, port }, at) => [
      `acl kept_${at} dstdomain ${destination.replace(/^\*/, '')}`,
      `acl kept_port_${at} port ${port}`,
      `http_access allow CONNECT kept_${at} kept_port_${at}`,
    ]);
  const file = join(folder, 'squid', 'squid.conf');
  await writeFile(file, [...squid, ...kept, 'http_access deny all', await readFile(file, 'utf8')].join('\n'));
  await must(inside(firewall, ['squid', '-k', 'parse', '-f', file]));
  await must(inside(firewall, ['squid', '-k', 'reconfigure', '-f', file]));
}

async function exempt({ table }: Letter, scenario: LabScenario, { firewall }: Place): Promise<void> {
  const spared = table.filter(({ today }) => today === 'intercepted').flatMap((line) => addressesOf(line, scenario));
  if (spared.length === 0) return;
  const rule = ['insert', 'rule', 'ip', 'lab-hand-over', 'arrivals', 'ip', 'daddr', `{ ${[...new Set(spared)].join(', ')} }`, 'accept'];
  await must(inside(firewall, ['nft', rule.join(' ')]));
}

/** The commands whose result differs from the request; `CONNECT 200`, a status, an issuer that is not the inspector. */
async function failing(checks: readonly string[], { namespace, rootsFile }: Place): Promise<string[]> {
  const environment = { PATH: process.env['PATH'] ?? '', CURL_CA_BUNDLE: rootsFile, SSL_CERT_FILE: rootsFile };
  const tried = checks.map(async (check) => {
    const { status, stdout } = await run(inside(namespace, ['sh', '-c', check]), { environment, timeoutMs: 30_000 });
    const isGood = status === 0 && /^(?:CONNECT 200|status [1-5]\d\d|issuer=(?!.*mitmproxy).+)\s*$/.test(stdout);
    return isGood ? [] : [`${check} printed ${stdout.trim()}`];
  });
  return (await Promise.all(tried)).flat();
}
