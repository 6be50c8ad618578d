/**
 * The tcp phase: attempts to each address, with alternating families and a short delay between them. The first to open wins (like RFC
 * 8305). A broken family does not fail the phase while the other works, but it is recorded.
 */
import type { Socket } from 'node:net';
import type { Failure } from '../../model/failure.ts';
import type { Attempt, PhaseOf, ResolvedAddress } from '../../model/phase.ts';
import { hostPort } from '../../model/target.ts';
import { classify, fail } from '../classify.ts';
import { CancelledError, onAbort, settle } from '../deadline.ts';
import type { Measurement } from '../measurement.ts';
import type { World } from '../world.ts';
import { dial } from './dial.ts';

const STAGGER_MS = 200;
/** The maximum number of attempts, because a requirement makes at most eight connections, including controls. */
const MAX_ADDRESSES = 4;

interface Race {
  socket: Socket | null;
  winner: ResolvedAddress | null;
  attempts: Attempt[];
  overtaken: NonNullable<PhaseOf<'tcp'>['overtaken']>;
}

export async function openTcp(
  measurement: Measurement,
  world: World,
  target: { host: string; port: number; addresses: readonly ResolvedAddress[] },
  at: { hop: number; peer: 'target' | 'proxy' },
): Promise<{ socket: Socket; failure: null } | { socket: null; failure: Failure }> {
  const end = measurement.begin(at.hop, at.peer);
  const { socket, winner, attempts, overtaken } = await race(measurement, world, inTurn(target.addresses), target.port);
  measurement.record({
    name: 'tcp',
    ...end(socket !== null),
    'server.address': target.host,
    'server.port': target.port,
    'network.peer.address': winner?.address ?? null,
    attempts,
    ...(overtaken.length === 0 ? {} : { overtaken }),
  });
  if (socket !== null) return { socket, failure: null };
  return { socket: null, failure: worst(attempts) ?? fail('tcp.timeout', hostPort(target.host, target.port)) };
}

/** Starts an attempt after a failure or the head start of the previous one; ends with the first to open, or at the deadline. */
function race(measurement: Measurement, world: World, addresses: readonly ResolvedAddress[], port: number): Promise<Race> {
  const losers = new AbortController();
  const attempts: Attempt[] = [];
  const begunAt = performance.now();
  const underWay = new Map<ResolvedAddress, number>();
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopListening: (() => void)[] = [];
  return new Promise<Race>((resolve, reject) => {
    const finish = (socket: Socket | null, winner: ResolvedAddress | null) => {
      clearTimeout(timer);
      const overtaken = [...underWay].map(([{ address, family }, startedAt]) => ({
        address,
        family,
        durationMs: performance.now() - startedAt,
      }));
      resolve({ socket, winner, attempts, overtaken });
      losers.abort();
    };
    const startNext = () => {
      clearTimeout(timer);
      const address = addresses[next];
      if (address === undefined) {
        if (underWay.size === 0) finish(null, null);
        return;
      }
      next += 1;
      timer = setTimeout(startNext, STAGGER_MS);
      attemptOne(address).catch(reject);
    };
    const attemptOne = async (target: ResolvedAddress): Promise<void> => {
      const startedAt = performance.now();
      underWay.set(target, startedAt);
      const remaining = Math.max(1, measurement.stageMs - (startedAt - begunAt));
      const settled = await settle(remaining, losers.signal, async (signal) => {
        return measurement.own(await dial(world, target.address, port, signal));
      }).catch(() => null);
      underWay.delete(target);
      if (settled === null) {
        // Another attempt connected first, or the whole probe was stopped.
        if (measurement.signal.aborted) throw new CancelledError();
        return;
      }
      const where = hostPort(target.address, port);
      const failure =
        settled.how === 'done' ? null : settled.how === 'late' ? fail('tcp.timeout', where) : classify('connect', settled.error, where);
      attempts.push({ address: target.address, family: target.family, durationMs: performance.now() - startedAt, failure });
      if (settled.how === 'done') finish(settled.value, target);
      else startNext();
    };
    stopListening = [
      onAbort(measurement.signal, () => losers.abort()),
      onAbort(measurement.context.hopeless, () => {
        for (const [{ address, family }, startedAt] of underWay) {
          const failure = fail('tcp.timeout', hostPort(address, port));
          attempts.push({ address, family, durationMs: performance.now() - startedAt, failure });
        }
        underWay.clear();
        finish(null, null);
      }),
    ];
    startNext();
  }).finally(() => {
    clearTimeout(timer);
    for (const stop of stopListening) stop();
  });
}

/** Alternates families, beginning with the system lookup's first. */
function inTurn(addresses: readonly ResolvedAddress[]): ResolvedAddress[] {
  const first = addresses.filter(({ family }) => family === addresses[0]?.family);
  const second = addresses.filter(({ family }) => family !== addresses[0]?.family);
  return Array.from({ length: Math.max(first.length, second.length) }, (_, index) => [first[index], second[index]])
    .flat()
    .filter((address) => address !== undefined)
    .slice(0, MAX_ADDRESSES);
}

/** The failure of the phase: that of IPv4 takes precedence, because IPv6 is often absent for harmless reasons. */
function worst(attempts: readonly Attempt[]): Failure | null {
  const ofIpv4 = attempts.filter(({ family }) => family === 4);
  const relevant = ofIpv4.length > 0 ? ofIpv4 : attempts;
  return relevant.find(({ failure }) => failure !== null)?.failure ?? null;
}
