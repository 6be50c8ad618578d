/** A session of a given size for counting the work of a diagnosis. A third of its hosts work. */

import type { FailureKind } from '../../model/failure.ts';
import { DEFAULT_LIMITS } from '../../model/profile.ts';
import type { Session } from '../../model/session.ts';
import type { Outcome } from './outcome.ts';
import { fails, passes, session } from './session.ts';

const KINDS: readonly FailureKind[] = ['tcp.timeout', 'tcp.refused', 'tls.reset', 'tls.unknown-issuer', 'http.status', 'tls.expired'];

export function largeSession(size: number): Session {
  const told = session({ runner: 'standard' });
  for (let n = 0; n < size; n += 1) {
    const outcome = n % 3 === 0 ? passes() : fails(KINDS[n % KINDS.length] ?? 'tcp.timeout');
    told.https(`h${n}.example-${n % 97}.com`, outcome, { requirement: `row-${n % 100}` });
  }
  return told.build();
}

/** Large sessions with one cause for all failures, or one per failure: a quadratic rule takes minutes. */
export const ONE_SORT: Readonly<Record<string, (size: number) => Session>> = {
  'certificates of other hosts': (size) => each(size, () => fails('tls.name-mismatch', { unverified: {} })),
  'logins of other hosts': (size) =>
    each(size, (n) => {
      const redirect = { scheme: 'https' as const, host: `login.portal-${n}.example`, port: 443 };
      return fails('tls.unknown-issuer', { issuer: 'Guest Portal CA', unverified: { redirect, 'http.response.status_code': 302 } });
    }),
  'names below the gateway': (size) => {
    const told = session({ runner: 'standard' }).https('us01.gitpod.dev', passes(), GATEWAY);
    for (let n = 0; n < size / 2; n += 1) {
      told.https(`h${n}.us01.gitpod.dev`, fails('dns.servfail'), GATEWAY);
      told.dns(`h${n}.us01.gitpod.dev`, 'dns.servfail', 'dns.servfail', GATEWAY);
    }
    return told.build();
  },
  'hardly any time to answer': (size) => ({ ...each(size, () => fails('tcp.timeout')), limits: { ...DEFAULT_LIMITS, stageMs: 500 } }),
  retries: (size) => {
    const told = session({ runner: 'standard' }).https('app.gitpod.io');
    for (let n = 0; n < size / 2; n += 1)
      told
        .https(`h${n}.example-${n % 97}.com`, fails('tls.reset'), { requirement: `row-${n % 100}` })
        .control('repeat', `h${n}.example-${n % 97}.com`, fails(n % 2 === 0 ? 'tls.reset' : 'tcp.timeout'), {
          requirement: `row-${n % 100}`,
        });
    return told.build();
  },
};

const GATEWAY = { requirement: 'gateway.tcp-443' };

function each(size: number, outcome: (n: number) => Outcome): Session {
  const told = session({ runner: 'standard' });
  for (let n = 0; n < size; n += 1) told.https(`h${n}.example-${n % 97}.com`, outcome(n), { requirement: `row-${n % 100}` });
  return told.build();
}
