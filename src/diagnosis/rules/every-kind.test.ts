/** Every failure of a row among passing rows has a named cause. If one has none, a user is told that the cause is unknown. */
import { describe, expect, test } from 'vitest';
import { FAILURE_KINDS, type FailureKind, failureLayer } from '../../model/failure.ts';
import { fails, session } from '../testing/session.ts';
import { rootsOf } from '../testing/told.ts';

const HOST = 'releases.gitpod.io';
const beside = () => session().host({}).dns('app.gitpod.io').https('app.gitpod.io').https('mcr.microsoft.com');

/** How one row fails in this way, with the facts that such a failure always has. */
function failing(kind: FailureKind) {
  // Only IPv6 can be missing on a machine.
  if (kind === 'tcp.no-address') return beside().https(HOST, fails(kind, { addresses: ['2001:db8::9'] }));
  switch (failureLayer(kind)) {
    case 'dns':
      return beside().dns(HOST, kind, kind).https(HOST, fails(kind));
    case 'tunnel':
      return session().host({}).via('http://proxy.corp:3128').https('app.gitpod.io').https(HOST, fails(kind));
    case 'socks':
      return session().host({}).via('socks5h://proxy.corp:1080').https('app.gitpod.io').https(HOST, fails(kind));
    default:
      return beside().https(HOST, fails(kind));
  }
}

/** A line of this table cannot express these: they need the fetched file. */
const ELSEWHERE: ReadonlySet<FailureKind> = new Set<FailureKind>(['http.checksum']);
const LAYERS = new Set(['dns', 'tcp', 'tunnel', 'socks', 'tls', 'http']);
const KINDS = FAILURE_KINDS.filter((kind) => LAYERS.has(failureLayer(kind)) && !ELSEWHERE.has(kind));

describe('a failure of every kind', () => {
  test.each(KINDS)('%s is explained by a finding', (kind) => {
    const roots = rootsOf(failing(kind).build());
    expect(roots).not.toEqual([]);
    expect(roots).not.toContain('unexplained-failure');
  });
});
