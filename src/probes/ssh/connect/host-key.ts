/** The kex phase: up to the host key, and its entry in the client's own files. */
import type { Socket } from 'node:net';
import type { Failure, FailureKind } from '../../../model/failure.ts';
import type { PhaseOf } from '../../../model/phase.ts';
import { hostPort } from '../../../model/target.ts';
import { fail } from '../../classify.ts';
import { CancelledError } from '../../deadline.ts';
import type { Measurement } from '../../measurement.ts';
import { type AlgorithmOffer, exchangeKeys, type KeyExchange } from './key-exchange.ts';
import { checkHostKey, fingerprint, knownKeyTypes } from './known-hosts.ts';
import { readKnownHosts } from './known-hosts-files.ts';
import { type AliasSettings, disjointAlgorithms } from './settings.ts';

const DEFAULT_PORT = 22;
const MAX_NAMES = 20;

/** Registered names of algorithms; a server may send any text. */
const ALGORITHM = /^[A-Za-z0-9@._+-]{1,80}$/;

export async function hostKeyPhase(measurement: Measurement, socket: Socket, settings: AliasSettings): Promise<Failure | null> {
  const { hostname, port } = settings;
  const end = measurement.begin(0, 'target');
  const files = await readKnownHosts(settings.knownHostsFiles);
  // The files list a HostKeyAlias without a port.
  const name = settings.hostKeyAlias ?? hostname;
  const namedPort = settings.hostKeyAlias === null ? port : DEFAULT_PORT;
  const exchange = await exchangeKeys(socket, knownKeyTypes(files, name, namedPort), measurement.stageMs, measurement.signal);
  if (measurement.signal.aborted) throw new CancelledError();
  const known = exchange.how === 'host-key' ? checkHostKey(files, name, namedPort, exchange.key) : null;
  const [lacking] = 'offer' in exchange ? disjointAlgorithms(settings.accepts, exchange.offer) : [];
  const kind = failureOf(exchange, lacking, known?.state ?? null, settings.strictHostKeyChecking);
  measurement.phases.push({
    name: 'kex',
    ...end(kind === null),
    'server.address': hostname,
    'server.port': port,
    hostKeyType: exchange.how === 'host-key' && ALGORITHM.test(exchange.key.type) ? exchange.key.type : null,
    hostKeyFingerprint: exchange.how === 'host-key' ? fingerprint(exchange.key) : null,
    known: known?.state ?? null,
    knownAt: known?.line ?? null,
    offered: lacking === undefined || !('offer' in exchange) ? null : offered(lacking, exchange.offer),
  });
  return kind === null ? null : fail(kind, hostPort(hostname, port));
}

/**
 * The client's own lists decide whether it shares an algorithm with the server, because our library has other lists. If only the library
 * shares none, the result is unknown.
 */
function failureOf(
  exchange: KeyExchange,
  lacking: keyof AlgorithmOffer | undefined,
  known: PhaseOf<'kex'>['known'],
  strict: AliasSettings['strictHostKeyChecking'],
): FailureKind | null {
  if (lacking !== undefined) return 'ssh.no-common-algorithm';
  switch (exchange.how) {
    case 'host-key':
      if (known === 'revoked') return 'ssh.host-key-changed';
      if (known === 'changed') return strict === 'no' ? null : 'ssh.host-key-changed';
      // With `ask` the client asks the user, and with `accept-new` it accepts.
      return known === 'unknown' && strict === 'yes' ? 'ssh.host-key-unknown' : null;
    case 'no-common':
      return null;
    case 'cut':
      return 'ssh.cut-after-banner';
    case 'silent':
      return 'ssh.kex-timeout';
    case 'malformed':
      return 'ssh.not-ssh';
  }
}

const KINDS = {
  keyExchange: 'key-exchange',
  hostKey: 'host-key',
  cipher: 'cipher',
  mac: 'mac',
} as const satisfies Record<keyof AlgorithmOffer, string>;

function offered(kind: keyof AlgorithmOffer, offer: AlgorithmOffer): PhaseOf<'kex'>['offered'] {
  return { kind: KINDS[kind], names: offer[kind].filter((name) => ALGORITHM.test(name)).slice(0, MAX_NAMES) };
}
