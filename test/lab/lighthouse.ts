/** Real Nebula lighthouses (slackhq/nebula) in the internet's namespace: one that answers, one that never does. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inside } from './namespaces.ts';
import { must, serve } from './processes.ts';

export const ANSWERING_PORT = 4242;
export const SILENT_PORT = 4243;

export async function startLighthouses(namespace: string, parent: string): Promise<void> {
  const folder = join(parent, 'nebula');
  await mkdir(folder);
  const at = (name: string): string => join(folder, name);
  await must(['nebula-cert', 'ca', '-name', 'Lab', '-duration', '24h', '-out-crt', at('ca.crt'), '-out-key', at('ca.key')]);
  const signer = ['-ca-crt', at('ca.crt'), '-ca-key', at('ca.key'), '-out-crt', at('node.crt'), '-out-key', at('node.key')];
  await must(['nebula-cert', 'sign', '-name', 'lighthouse', '-ip', '192.168.100.1/24', ...signer]);
  const start = async (port: number, sendRecvError: 'always' | 'never'): Promise<void> => {
    const config = at(`${port}.yml`);
    const anyone = [{ port: 'any', proto: 'any', host: 'any' }];
    // JSON is YAML.
    const settings = {
      pki: { ca: at('ca.crt'), cert: at('node.crt'), key: at('node.key') },
      static_host_map: {},
      lighthouse: { am_lighthouse: true },
      listen: { host: '127.0.0.1', port, send_recv_error: sendRecvError },
      tun: { disabled: true },
      firewall: { outbound: anyone, inbound: anyone },
    };
    await writeFile(config, JSON.stringify(settings));
    await serve(inside(namespace, ['nebula', '-config', config]), /Nebula interface is active/);
  };
  await Promise.all([start(ANSWERING_PORT, 'always'), start(SILENT_PORT, 'never')]);
}
