/** Whatever a row ends in beside rows that are sound has a cause with a name. If one has none, a person is told that nothing is known. */
import { describe, expect, test } from 'vitest';
import { FAILURE_KINDS, type FailureKind, failureLayer } from '../../model/failure.ts';
import { fails, session } from '../testing/session.ts';
import { rootsOf } from '../testing/told.ts';

const HOST = 'releases.gitpod.io';
const beside = () => session().host({}).dns('app.gitpod.io').https('app.gitpod.io').https('mcr.microsoft.com');

/** How one row fails so, with what such a failure never comes without. */
function failing(kind: FailureKind) {
  // Only of IPv6 a machine may have no address at all.
  if (kind === 'tcp.no-address') return beside().https(HOST, fails(kind, { addresses: ['2001:db8::9'] }));
  switch (failureLayer(kind)) {
    case 'dns':
      return beside().dns(HOST, kind, kind).https(HOST, fails(kind));
    case 'tunnel':
      return session().host({}).via('http://proxy.corp:3128').https('app.gitpod.io').https(HOST, fails(kind));
    default:
      return beside().https(HOST, fails(kind));
  }
}

/** What a line in this table cannot say: it takes the file that was fetched. */
const ELSEWHERE: ReadonlySet<FailureKind> = new Set<FailureKind>(['http.checksum']);
const LAYERS = new Set(['dns', 'tcp', 'tunnel', 'tls', 'http']);
const KINDS = FAILURE_KINDS.filter((kind) => LAYERS.has(failureLayer(kind)) && !ELSEWHERE.has(kind));

describe('has a cause', () => {
  test.each(KINDS)('%s', (kind) => {
    const roots = rootsOf(failing(kind).build());
    expect(roots).not.toEqual([]);
    expect(roots).not.toContain('unexplained-failure');
  });
});
