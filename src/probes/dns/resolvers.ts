/** Queries each configured resolver directly, A and AAAA separately, to distinguish NXDOMAIN, SERVFAIL and silence. */
import { Resolver as CaresResolver, getServers } from 'node:dns';
import type { Failure } from '../../model/failure.ts';
import type { Resolver } from '../../model/host-facts.ts';
import type { NameAnswer } from '../../model/observation.ts';
import { hostPort } from '../../model/target.ts';
import { classify, fail } from '../classify.ts';
import { type SettledWork, settleWithin } from '../deadline.ts';
import { isOutOfDescriptors } from '../limits/machine-faults.ts';
import type { World } from '../world.ts';
import type { LookupTimeouts, LookupWaits } from './lookup-timeouts.ts';
import { isSilenceError, repeatQuery } from './repeat-query.ts';

/** This machine's resolvers; `getServers` includes a port only if it is not 53. */
export function configuredResolvers(world: World): Resolver[] {
  if (world.pretend !== null) return world.pretend.resolvers.map(({ address, port }) => ({ address, port }));
  return getServers().map(parseServer);
}

/** The shared state of all queries of a session. */
export interface QueryContext {
  /** The running resolvers, so that the caller can stop them. */
  active: Set<CaresResolver>;
  timeouts: LookupTimeouts;
}

/** Sends one query to one resolver. Settles within the deadline, or within the longer timeout of this resolver. */
export async function queryResolver(
  server: Resolver,
  host: string,
  family: 4 | 6,
  waits: LookupWaits,
  { active, timeouts }: QueryContext,
): Promise<NameAnswer> {
  const where = `${host} asked of ${hostPort(server.address, server.port)}`;
  const startedAt = performance.now();
  const askings = new Set<CaresResolver>();
  const started = (resolver: CaresResolver) => {
    active.add(resolver);
    askings.add(resolver);
  };
  const { longestMs } = waits;
  const waitMs = () => timeouts.waitMs(server, waits);
  const asking = new AbortController();
  const answer = repeatQuery(() => askOnce(server, host, family, longestMs, started), timeouts.askingMs(server, waits), asking.signal);
  const heard = () => timeouts.answered(server, performance.now() - startedAt);
  answer.then(heard, (error: unknown) => {
    if (!isSilenceError(error)) heard();
  });
  const settled = await settleWithin(timeouts.leastMs(waits), waitMs, NEVER, answer);
  const finish = () => {
    asking.abort();
    for (const resolver of askings) {
      active.delete(resolver);
      resolver.cancel();
    }
  };
  if (settled.how === 'late') timeouts.silent(waitMs());
  // A late answer shows how long the next one takes.
  if (settled.how === 'late') setTimeout(finish, Math.max(0, longestMs - (performance.now() - startedAt))).unref();
  else finish();
  const addresses = settled.how === 'done' ? settled.value : [];
  return {
    from: { kind: 'resolver', ...server },
    family,
    addresses,
    durationMs: performance.now() - startedAt,
    failure: addresses.length > 0 ? null : failureOf(settled, where),
  };
}

/** Only the deadline ends a shared lookup. */
const NEVER = new AbortController().signal;

function failureOf(settled: SettledWork<string[]>, where: string): Failure {
  if (settled.how === 'late') return fail('dns.timeout', where);
  if (settled.how === 'done') return fail('dns.no-data', where);
  return isOutOfDescriptors() ? fail('machine.no-descriptors', where) : classify('resolver', settled.error, where);
}

/** c-ares sends the query once; this function ends it at the deadline. */
function askOnce(
  server: Resolver,
  host: string,
  family: 4 | 6,
  longestMs: number,
  started: (resolver: CaresResolver) => void,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const resolver = new CaresResolver({ timeout: Math.max(1, Math.ceil(longestMs)) * 2, tries: 1 });
    started(resolver);
    const answered = (error: Error | null, addresses: string[]) => (error === null ? resolve(addresses) : reject(error));
    // Throws for an address that c-ares cannot use, and for an invalid host name.
    resolver.setServers([hostPort(server.address, server.port)]);
    if (family === 4) resolver.resolve4(host, answered);
    else resolver.resolve6(host, answered);
  });
}

function parseServer(server: string): Resolver {
  const bracketed = /^\[(.+)\]:(\d+)$/.exec(server);
  const plain = /^([^:]+):(\d+)$/.exec(server);
  const match = bracketed ?? plain;
  return match === null ? { address: server, port: 53 } : { address: match[1] ?? server, port: Number(match[2]) };
}
