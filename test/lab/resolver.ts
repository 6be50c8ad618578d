/** The company's resolver: dnsmasq with the names of the lab's internet and of the company's proxy. */
import { writeFile } from 'node:fs/promises';
import { PROXY, RESOLVER } from './company.ts';
import { inside } from './namespaces.ts';
import { serve } from './processes.ts';
import type { ResolverFault } from './scenario.ts';

export async function startResolver(
  namespace: string,
  folder: string,
  addresses: ReadonlyMap<string, string>,
  { names = {}, servesNobody = false }: ResolverFault = {},
): Promise<void> {
  const known = new Map<string, string | null>([...addresses, [PROXY.host, PROXY.address], ...Object.entries(names)]);
  const hosts = [...known].flatMap(([name, address]) => (address === null ? [] : [`${address} ${name}`]));
  await writeFile(`${folder}/hosts`, `${hosts.join('\n')}\n`);
  await writeFile(
    `${folder}/dnsmasq.conf`,
    [
      `listen-address=${RESOLVER}`,
      'bind-interfaces',
      'no-resolv',
      'no-hosts',
      'no-poll',
      'user=root',
      'pid-file',
      'cache-size=0',
      // It is asked for nothing that it could pass on: a name that stands in no file does not exist.
      ...(servesNobody ? [] : ['local=/#/', `addn-hosts=${folder}/hosts`]),
      '',
    ].join('\n'),
  );
  await serve(inside(namespace, ['dnsmasq', '--keep-in-foreground', '--log-facility=-', `--conf-file=${folder}/dnsmasq.conf`]), /started/);
}
