/** The configured resolvers' full answers for one name: every datagram, with aliases and extended errors. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure, FailureKind } from '../../model/failure.ts';
import type { Resolver } from '../../model/host-facts.ts';
import type { DnsDatagram, DnsObservation, NameAnswer } from '../../model/observation.ts';
import { hostPort } from '../../model/target.ts';
import { fail } from '../classify.ts';
import { rejectWhenCancelled } from '../deadline.ts';
import type { Measurement } from '../measurement.ts';
import type { World } from '../world.ts';
import { collectDatagrams } from './datagrams.ts';
import type { Query } from './message.ts';
import { queryOverTcp } from './over-tcp.ts';
import { configuredResolvers } from './resolvers.ts';

/** The maximum number of resolvers to query. Some machines list many. */
const MAX_RESOLVERS = 3;
/** A resolver without a UDP answer after this time is queried over TCP too. */
const TCP_AFTER_MS = 400;

export async function probeDetails(measurement: Measurement, blank: DnsObservation, world: World): Promise<DnsObservation> {
  const { name } = blank;
  const end = measurement.begin(0, 'target');
  const ms = Math.min(measurement.context.limits.dnsMs, measurement.request.stageMs ?? Number.POSITIVE_INFINITY);
  const asked = configuredResolvers(world)
    .slice(0, MAX_RESOLVERS)
    .flatMap((server) => ([4, 6] as const).map((family) => answerOf(server, name, family, ms, measurement.signal)));
  const answers = await rejectWhenCancelled(measurement.signal, Promise.all(asked));
  const failure = answers.some(({ addresses }) => addresses.length > 0) ? null : (answers[0]?.failure ?? null);
  const phase = { name: 'dns' as const, ...end(failure === null), 'dns.question.name': name, addresses: [] };
  return { ...blank, answers, failure, phases: [phase] };
}

async function answerOf(server: Resolver, name: string, family: 4 | 6, ms: number, signal: AbortSignal): Promise<NameAnswer> {
  const startedAt = performance.now();
  const { datagrams, overTcp } = await queryBothTransports(server, { name, family }, ms, signal);
  const heard = datagrams.find(({ idMatches }) => idMatches);
  // Programs use TCP after a truncated datagram, not after silence.
  const first = heard?.truncated === true ? (overTcp ?? heard) : heard;
  const addresses = first?.addresses ?? [];
  return {
    from: { kind: 'resolver', ...server },
    family,
    addresses,
    durationMs: first?.afterMs ?? performance.now() - startedAt,
    failure: addresses.length > 0 ? null : failureOf(first, `${name} asked of ${hostPort(server.address, server.port)}`),
    datagrams,
    ...(overTcp === null ? {} : { overTcp }),
  };
}

/** Both transports share the deadline, so that silence over UDP takes no longer. After a truncated datagram, TCP follows at once. */
export async function queryBothTransports(server: Resolver, question: Query, ms: number, signal: AbortSignal) {
  const startedAt = performance.now();
  const waiting = new AbortController();
  const needless = new AbortController();
  const overTcp = sleep(TCP_AFTER_MS, null, { signal: AbortSignal.any([signal, waiting.signal]) })
    .catch(() => null)
    .then(() => {
      const leftMs = Math.max(0, ms - (performance.now() - startedAt));
      return queryOverTcp(server, question, leftMs, AbortSignal.any([signal, needless.signal]));
    });
  const datagrams = await collectDatagrams(server, question, ms, signal, ({ truncated }) => {
    if (truncated !== true) needless.abort();
    waiting.abort();
  });
  return { datagrams, overTcp: await overTcp };
}

/** Response codes (RFC 1035 §4.1.1). */
const RCODES: Readonly<Record<number, FailureKind>> = {
  0: 'dns.no-data',
  2: 'dns.servfail',
  3: 'dns.nxdomain',
  4: 'dns.refused',
  5: 'dns.refused',
};

function failureOf(first: DnsDatagram | undefined, where: string): Failure {
  return fail(first === undefined ? 'dns.timeout' : (RCODES[first.rcode] ?? 'dns.malformed'), where);
}
