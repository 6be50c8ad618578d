/** A session of a given size with many hosts and every third of them in order: what diagnosing is timed with. */
import { fails, passes, session } from '../../src/diagnosis/testing/session.ts';
import type { FailureKind } from '../../src/model/failure.ts';
import type { Session } from '../../src/model/session.ts';

const KINDS: readonly FailureKind[] = ['tcp.timeout', 'tcp.refused', 'tls.reset', 'tls.unknown-issuer', 'http.status', 'tls.expired'];

export function largeSession(size: number): Session {
  const told = session({ runner: 'standard' });
  for (let n = 0; n < size; n += 1) {
    const outcome = n % 3 === 0 ? passes() : fails(KINDS[n % KINDS.length] ?? 'tcp.timeout');
    told.https(`h${n}.example-${n % 97}.com`, outcome, { requirement: `row-${n % 100}` });
  }
  return told.build();
}
