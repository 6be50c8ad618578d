/**
 * Makes a simulated network available to other programs: in this namespace every address is local, and rules lead each one to its server,
 * drop or refuse it.
 */
import { writeFileSync } from 'node:fs';
import type { PretendEndpoint, PretendNetwork } from '../../../src/model/pretend-network.ts';
import { must } from '../../lab/processes.ts';

type Ways = Pick<PretendNetwork, 'endpoints' | 'systemResolver'>;

/** Only the resolver runs, and no host beyond loopback answers. */
export async function leadTo({ endpoints, systemResolver }: Ways): Promise<void> {
  await must(['ip', 'route', 'add', 'local', '0.0.0.0/0', 'dev', 'lo']);
  const answering = tcp(endpoints).flatMap(([place, end]) => (end.to === 'port' ? `${place} : ${end.address} . ${end.port}` : []));
  const refusing = tcp(endpoints).flatMap(([place, end]) => (end.to === 'refuse' ? place : []));
  const rules = `table ip by-hand {
    chain lead {
      type nat hook output priority -100
      ip daddr 127.0.0.1 udp dport 53 dnat to ${systemResolver.address}:${systemResolver.port}
      ${answering.length === 0 ? '' : `dnat ip to ip daddr . tcp dport map { ${answering.join(', ')} }`}
    }
    chain keep {
      type filter hook output priority 0
      ip daddr 127.0.0.0/8 accept
      ct state established accept
      ${refusing.length === 0 ? '' : `ip daddr . tcp dport { ${refusing.join(', ')} } reject with tcp reset`}
      drop
    }
  }`;
  await must(['nft', '-f', '-'], { input: rules });
  await layOver('/etc/resolv.conf', 'nameserver 127.0.0.1\noptions timeout:2 attempts:1\n');
}

/** As `address . port`, as in a rule. */
function tcp(endpoints: PretendNetwork['endpoints']): [place: string, end: PretendEndpoint][] {
  return [...endpoints].flatMap(([key, end]) => {
    const [, address, port] = /^tcp\/([\d.]+):(\d+)$/.exec(key) ?? [];
    return address === undefined ? [] : [[`${address} . ${port}`, end]];
  });
}

let count = 0;

/** Mounts a text over a file of the machine, only in this mount namespace. */
export async function layOver(path: string, text: string): Promise<void> {
  count += 1;
  const over = `/mnt/over-${count}`;
  writeFileSync(over, text);
  await must(['mount', '--bind', over, path]);
}

/** A file of root certificates, named to each program by its own setting. */
export function trusting(roots: readonly string[]): Record<string, string> {
  const file = '/mnt/roots.pem';
  writeFileSync(file, roots.join('\n'));
  return { AWS_CA_BUNDLE: file, CURL_CA_BUNDLE: file, SSL_CERT_FILE: file };
}
