/** The company's SOCKS proxy on the firewall: dante with access rules, or microsocks, which requires the only login. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROXY, PROXY_LOGIN, SOCKS_PORT } from './company.ts';
import { ETC, inside } from './namespaces.ts';
import { serve } from './processes.ts';
import { proxysResolver } from './resolver.ts';
import type { LabScenario } from './scenario.ts';

/** Every client may connect. */
export const SOCKS_FOR_ALL = ['socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }'] as const;

export async function startSocks(
  namespace: string,
  folder: string,
  access: readonly string[] | 'login',
  scenario: LabScenario,
): Promise<void> {
  await mkdir(join(ETC, namespace), { recursive: true });
  await writeFile(join(ETC, namespace, 'resolv.conf'), `nameserver ${proxysResolver(scenario)}\n`);
  const port = String(SOCKS_PORT);
  if (access === 'login') {
    // microsocks prints nothing when it listens, so the shell prints a line instead.
    const { user, password } = PROXY_LOGIN;
    const script = `microsocks -i ${PROXY.address} -p ${port} -u ${user} -P ${password} & sleep 0.2; kill -0 $! && echo ready; wait`;
    await serve(inside(namespace, ['sh', '-c', script]), /^ready$/);
    return;
  }
  const lines = [
    'logoutput: stdout',
    `internal: ${PROXY.address} port = ${port}`,
    'external: wan',
    'clientmethod: none',
    'socksmethod: none',
    'user.privileged: root',
    'user.unprivileged: nobody',
    'client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }',
    ...access,
  ];
  await writeFile(`${folder}/danted.conf`, `${lines.join('\n')}\n`);
  await serve(inside(namespace, ['danted', '-f', `${folder}/danted.conf`]), /running/);
}
