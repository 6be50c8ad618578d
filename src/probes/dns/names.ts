/**
 * The answers of the system lookup and of the resolvers for a name, shared by all callers: a sweep resolves each host only once. An answer
 * is cached for a few seconds, which is less than a user needs to fix something and measure again.
 */
import { isIP } from 'node:net';
import type { Failure } from '../../model/failure.ts';
import type { NameAnswer } from '../../model/observation.ts';
import type { ResolvedAddress } from '../../model/phase.ts';
import { classify, fail } from '../classify.ts';
import { settleWithin } from '../deadline.ts';
import type { World } from '../world.ts';
import { createLookupTimeouts, type LookupWaits } from './lookup-timeouts.ts';
import { repeatQuery } from './repeat-query.ts';
import { configuredResolvers, type QueryContext, queryResolver } from './resolvers.ts';
import { createSystemLookup } from './system-lookup.ts';

const KEEP_MS = 3000;

/**
 * The wait for glibc if a resolver answers directly and the system lookup does not. glibc waits 5 s for its first resolver before it
 * queries the next (resolv.conf(5), `timeout`), and programs get that late answer.
 */
const NEXT_RESOLVER_MS = 7000;

/** A running lookup. Both promises resolve within the deadline, whatever the network does. Only a bug rejects them. */
export interface NameLookup {
  system: Promise<NameAnswer>;
  resolvers: Promise<NameAnswer[]>;
}

export interface QueryOptions {
  /** Queries no configured resolver. */
  systemOnly?: boolean;
  /** Ignores a failed lookup in the cache. */
  retry?: boolean;
  /** The limit if resolvers are slow; defaults to the deadline. */
  longestMs?: number | undefined;
}

export interface NameResolver {
  ask(host: string, deadlineMs: number, how?: QueryOptions): NameLookup;
  /** Drops the cached answer. */
  forget(host: string): void;
  close(): void;
}

export function createNameResolver(world: World): NameResolver {
  const memo = new Map<string, NameLookup>();
  const failed = new WeakSet<NameLookup>();
  const asking: QueryContext = { active: new Set(), timeouts: createLookupTimeouts() };
  const closing = new AbortController();
  const systemLookup = createSystemLookup(world.environment);

  const askSystem = async (host: string, waits: LookupWaits, resolvers: Promise<NameAnswer[]>): Promise<NameAnswer> => {
    if (world.pretend !== null) return askPretendSystem(world.pretend.systemResolver, host, waits, asking);
    const startedAt = performance.now();
    const answered = (addresses: string[], failure: Failure | null): NameAnswer => ({
      from: { kind: 'system' },
      family: null,
      addresses,
      durationMs: performance.now() - startedAt,
      failure,
    });
    // The lookup is shared, so it ends at its deadline and not when one caller aborts.
    const { timeouts } = asking;
    const servers = configuredResolvers(world);
    const askingMs = Math.max(waits.deadlineMs, ...servers.map((server) => timeouts.askingMs(server, waits)));
    const answer = repeatQuery(() => systemLookup.lookup(host), askingMs, closing.signal);
    const within = (ms: number, longerMs = () => 0) =>
      settleWithin(Math.max(0, ms), longerMs, closing.signal, answer).catch(() => ({ how: 'late' as const }));
    // The system lookup uses the same resolvers, so it is as slow.
    const slowestMs = () => Math.max(0, ...servers.map((server) => timeouts.waitMs(server, waits)));
    let settled = await within(timeouts.leastMs(waits), slowestMs);
    if (settled.how === 'late' && (await resolvers).some(({ addresses }) => addresses.length > 0))
      settled = await within(NEXT_RESOLVER_MS - (performance.now() - startedAt));
    if (settled.how === 'done') return answered([...new Set(settled.value.map((found) => found.address))], null);
    return answered([], settled.how === 'late' ? fail('dns.timeout', host) : classify('lookup', settled.error, host));
  };

  const start = (host: string, waits: LookupWaits, systemOnly: boolean): NameLookup => {
    const resolvers = Promise.all(
      (systemOnly ? [] : configuredResolvers(world)).flatMap((server) =>
        ([4, 6] as const).map((family) => queryResolver(server, host, family, waits, asking)),
      ),
    );
    return { system: askSystem(host, waits, resolvers), resolvers };
  };

  return {
    ask(host, deadlineMs, { systemOnly = false, retry = false, longestMs = deadlineMs } = {}) {
      const known = memo.get(host);
      if (known !== undefined && !(retry && failed.has(known))) return known;
      const lookup = start(host, { deadlineMs, longestMs: Math.max(deadlineMs, longestMs) }, systemOnly);
      memo.set(host, lookup);
      const startedAt = performance.now();
      // A slow answer is cached longer, so that no other request to the host waits for it again. A failure is not cached, because users
      // measure again.
      const forget = () =>
        setTimeout(
          () => {
            if (memo.get(host) === lookup) memo.delete(host);
          },
          failed.has(lookup) ? KEEP_MS : Math.max(KEEP_MS, 2 * (performance.now() - startedAt)),
        ).unref();
      lookup.system.then(({ failure }) => failure !== null && failed.add(lookup)).catch(() => failed.add(lookup));
      // A bug in the lookup is reported to every caller.
      Promise.all([lookup.system, lookup.resolvers]).then(forget, forget);
      return lookup;
    },
    forget: (host) => void memo.delete(host),
    close() {
      closing.abort();
      for (const resolver of asking.active) resolver.cancel();
      systemLookup.close();
    },
  };
}

/** On the pretend machine, the system lookup is the answer of one resolver in both families, merged as getaddrinfo does. */
async function askPretendSystem(
  server: { address: string; port: number },
  host: string,
  waits: LookupWaits,
  asking: QueryContext,
): Promise<NameAnswer> {
  const answers = await Promise.all(([4, 6] as const).map((family) => queryResolver(server, host, family, waits, asking)));
  const addresses = answers.flatMap((answer) => answer.addresses);
  const failures = answers.flatMap((answer) => (answer.failure === null ? [] : [answer.failure]));
  const failure = failures.find(({ kind }) => kind !== 'dns.no-data') ?? failures[0] ?? null;
  const durationMs = Math.max(...answers.map((answer) => answer.durationMs));
  return {
    from: { kind: 'system' },
    family: null,
    addresses,
    durationMs,
    failure: addresses.length > 0 || failure === null ? null : fail(failure.kind, host),
  };
}

/** The addresses of a name: first those of the system lookup, which real clients need, then those of the resolvers. */
export function usableAddresses(system: NameAnswer, resolvers: readonly NameAnswer[]): ResolvedAddress[] {
  const listed = (addresses: readonly string[], via: ResolvedAddress['via']) =>
    addresses.flatMap((address) => resolvedAddress(address, via));
  const first = listed(system.addresses, 'system');
  const known = new Set(first.map(({ address }) => address));
  const added = listed([...new Set(resolvers.flatMap((answer) => answer.addresses))], 'resolver').filter(
    ({ address }) => !known.has(address),
  );
  return [...first, ...added];
}

export function resolvedAddress(address: string, via: ResolvedAddress['via']): ResolvedAddress[] {
  const family = isIP(address);
  return family === 4 || family === 6 ? [{ address, family, via }] : [];
}

/** Why the name cannot be used: the resolvers' failure if they agree, otherwise the system lookup's. */
export function nameFailure(host: string, system: NameAnswer, resolvers: readonly NameAnswer[]): Failure | null {
  if (system.failure === null) return null;
  const kinds = new Set(resolvers.map((answer) => answer.failure?.kind));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? { ...fail(kind, host) } : system.failure;
}
