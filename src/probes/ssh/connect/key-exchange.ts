/** The key exchange up to the host key, which we reject, so that no user name, key or login attempt reaches the server. */
import type { Duplex } from 'node:stream';
import type { ClientErrorExtensions, ServerHostKeyAlgorithm } from 'ssh2';
import { onAbort, startSilenceTimer } from '../../deadline.ts';
import { type HostKey, hostKeyOf } from './known-hosts.ts';

/** The server's offer (RFC 4253 §7.1), in its order. */
export interface AlgorithmOffer {
  keyExchange: string[];
  hostKey: string[];
  cipher: string[];
  mac: string[];
}

export type KeyExchange =
  | { how: 'host-key'; key: HostKey; offer: AlgorithmOffer }
  /** The library has no algorithm in common with the server; the client's own lists decide whether the client has. */
  | { how: 'no-common'; offer: AlgorithmOffer }
  /** The connection ended before the host key. */
  | { how: 'cut'; by: 'reset' | 'closed'; offer: AlgorithmOffer }
  | { how: 'silent'; offer: AlgorithmOffer }
  /** The server sent bytes that are not a key exchange. */
  | { how: 'malformed' };

type Ended = Error & ClientErrorExtensions & { code?: string };

/** Runs over an open stream, before the banner. `knownTypes`: key types in known_hosts, requested first. Never rejects. */
export async function exchangeKeys(stream: Duplex, knownTypes: readonly string[], ms: number, signal: AbortSignal): Promise<KeyExchange> {
  const { Client } = (await import('ssh2')).default;
  const client = new Client();
  const offer: AlgorithmOffer = { keyExchange: [], hostKey: [], cipher: [], mac: [] };
  let key: HostKey | null = null;
  return new Promise((resolve) => {
    const done = (exchange: KeyExchange) => {
      stopListening();
      stopTimer();
      resolve(exchange);
      client.destroy();
      stream.destroy();
    };
    const stopListening = onAbort(signal, () => queueMicrotask(() => done({ how: 'silent', offer })));
    const stopTimer = startSilenceTimer(ms, () => done({ how: 'silent', offer }));
    client.on('error', (error: Ended) => done(outcome(error, key, offer)));
    client.on('close', () => done(key === null ? { how: 'cut', by: 'closed', offer } : { how: 'host-key', key, offer }));
    try {
      client.connect({
        sock: stream,
        // This name is never sent, because the exchange ends before the login.
        username: 'nobody',
        ident: 'gitpod-doctor',
        readyTimeout: 0,
        algorithms: { serverHostKey: askedFor(knownTypes) },
        hostVerifier: (blob: Buffer) => {
          key = hostKeyOf(blob);
          return false;
        },
        debug: (line) => readOffer(line, offer),
      });
    } catch {
      done({ how: 'malformed' });
    }
  });
}

const HOST_KEYS: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
];

/** A key of type `ssh-rsa` has three signature algorithms (RFC 8332). */
function askedFor(knownTypes: readonly string[]): ServerHostKeyAlgorithm[] {
  const isKnown = (algorithm: string) => knownTypes.includes(algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm);
  return [...HOST_KEYS.filter(isKnown), ...HOST_KEYS.filter((algorithm) => !isKnown(algorithm))];
}

function outcome(error: Ended, key: HostKey | null, offer: AlgorithmOffer): KeyExchange {
  if (key !== null) return { how: 'host-key', key, offer };
  if (/no matching/i.test(error.message)) return { how: 'no-common', offer };
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return { how: 'cut', by: 'reset', offer };
  if (/lost|closed|ended/i.test(error.message)) return { how: 'cut', by: 'closed', offer };
  return { how: 'malformed' };
}

const OFFERS: Readonly<Record<string, keyof AlgorithmOffer>> = {
  'KEX method': 'keyExchange',
  'Host key format': 'hostKey',
  'S->C cipher': 'cipher',
  'S->C MAC': 'mac',
};

/** The library reports the server's lists only in its debug lines. */
function readOffer(line: string, offer: AlgorithmOffer): void {
  const match = /^Handshake: \(remote\) ([^:]{1,40}): ([!-~]{1,4000})$/.exec(line);
  const list = match === null ? undefined : OFFERS[match[1] ?? ''];
  if (match !== null && list !== undefined) offer[list] = (match[2] ?? '').split(',').slice(0, 60);
}
