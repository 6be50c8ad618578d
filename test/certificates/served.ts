/** Serves a generated chain on loopback under the name that other programs request, with its trust store as a file. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ground, groundOf, type Keys } from '../../src/probes/testing/chain-ground.ts';
import type { ScriptedChain } from '../../src/probes/testing/chains.ts';

/** Other programs cannot use simulated names. */
const HOST = 'localhost';

const grounds = new Map<Keys, Promise<Ground>>();

export interface Served {
  port: number;
  /** A file with the chain's trust store. */
  trusted: string;
  close(): Promise<void>;
}

export async function served(chain: ScriptedChain, keys: Keys): Promise<Served> {
  const ground = grounds.get(keys) ?? groundOf(keys, HOST);
  grounds.set(keys, ground);
  const { sent, store } = await chain.make(await ground);
  const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  const trusted = join(folder, 'store.pem');
  await writeFile(trusted, store.map(({ pem }) => pem).join(''));
  const server = createServer(
    { key: sent[0]?.key, cert: sent.map(({ pem }) => pem).join(''), ciphers: 'DEFAULT@SECLEVEL=0' },
    (_request, response) => response.end('well'),
  );
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    trusted,
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
