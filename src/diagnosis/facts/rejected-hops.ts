/**
 * Refusals that arrive as ICMP messages. Their senders limit the rate (RFC 1812, 4.3.2.8), so only some attempts at a host are answered. A
 * timeout beside such an answer is the same refusal.
 */
import type { FailureKind } from '../../model/failure.ts';
import type { Attempt } from '../../model/phase.ts';
import { hostPort } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { type FailedHop, failedHops } from './hops.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

const DROPPED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tcp.timeout']);

/** Failures that a device or the host reports; ICMP can report a refused port as well. */
const REJECTED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tcp.prohibited', 'tcp.unreachable', 'tcp.refused']);

/**
 * Connections that failed in one of these ways, and connections that timed out if another connection to the same host and port failed like
 * this.
 */
export function rejectedHops(view: View, kinds: ReadonlySet<FailureKind>): FailedHop[] {
  const silent = failedHops(view, DROPPED).filter((failed) => kinds.has(answerOnce(view, failed) ?? 'tcp.timeout'));
  return [...failedHops(view, kinds), ...silent];
}

/** Connections to a host and port that never answered. */
export function silentHops(view: View): FailedHop[] {
  return failedHops(view, DROPPED).filter((failed) => answerOnce(view, failed) === null);
}

/** How the same host and port refused another connection of the same address family; null if they did not. */
function answerOnce(view: View, { phase, host, port, direct }: FailedHop): FailureKind | null {
  if (!direct || phase.name !== 'tcp') return null;
  const answers = phase.attempts.flatMap((attempt) =>
    attempt.failure?.kind === 'tcp.timeout' ? (answersOf(view).get(placeOf(host, port, attempt)) ?? []) : [],
  );
  return answers[0] ?? null;
}

const answersOf = memoize((view: View): ReadonlyMap<string, FailureKind> => {
  const answers = new Map<string, FailureKind>();
  for (const { phases } of view.web)
    for (const phase of phases) {
      if (phase.name !== 'tcp' || phase.peer !== 'target') continue;
      for (const attempt of phase.attempts) {
        const kind = attempt.failure?.kind;
        if (kind !== undefined && REJECTED.has(kind)) answers.set(placeOf(phase['server.address'], phase['server.port'], attempt), kind);
      }
    }
  return answers;
});

function placeOf(host: string, port: number, { family }: Attempt): string {
  return `${hostPort(normalizeHost(host), port)} ${family}`;
}
