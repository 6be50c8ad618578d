/** If these fail, the first lines of a report claim that this machine is in order although this was never checked. */
import { expect, test } from 'vitest';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import { crashes, fails, type SessionBuilder, session } from '../testing/session.ts';
import { verdictOf } from '../testing/told.ts';

const PROXY = 'http://proxy.corp:3128';
const row = (id: string) => session().requirement(id, { origin: 'tool' });
const unseen = (id: string) => row(id).host(null).build();
const broken = { variable: 'NODE_EXTRA_CA_CERTS' as const, path: '/ca.pem', state: 'missing' as const, certificates: 0 };
const exempts = (list: string, runner: 'standard' | 'enterprise') =>
  session({ from: 'runner', runner, regions: ['us-east-1'] })
    .requirement('proxy.no-proxy', { origin: 'tool' })
    .proxy(PROXY)
    .host({ noProxy: [parseNoProxy('NO_PROXY', list)] });

test.each(['host.network', 'host.trust-files', 'proxy.variables', 'proxy.reachable', 'proxy.no-proxy'])(
  '%s stays unknown if the machine could not be inspected',
  (id) => {
    expect(verdictOf(unseen(id), id)).toBe('unknown: not-run');
  },
);

test.each<[what: string, id: string, told: SessionBuilder, verdict: string]>([
  ['an interface and a route meet the network row before any measurement', 'host.network', row('host.network'), 'met'],
  [
    'an IPv6 route alone meets the network row',
    'host.network',
    row('host.network').host({ defaultRoute4: false, defaultRoute6: true }),
    'met',
  ],
  [
    'the network row is unmet without a default route of either family',
    'host.network',
    row('host.network').host({ defaultRoute4: false }),
    'unmet',
  ],
  ['a missing certificate file makes its row unmet', 'host.trust-files', row('host.trust-files').host({ trustFiles: [broken] }), 'unmet'],
  [
    'an unreadable proxy variable makes its row unmet',
    'proxy.variables',
    row('proxy.variables')
      .host({ proxies: [parseProxyVariable('HTTPS_PROXY', '"http://a:1"')] })
      .https('app.gitpod.io'),
    'unmet',
  ],
  [
    'a proxy that received no request yet leaves its row unknown',
    'proxy.reachable',
    row('proxy.reachable').proxy(PROXY),
    'unknown: not-run',
  ],
  [
    'a NO_PROXY list without a necessary entry leaves its row unknown',
    'proxy.no-proxy',
    exempts('.internal', 'enterprise'),
    'unknown: not-run',
  ],
  [
    'a complete NO_PROXY list meets its row',
    'proxy.no-proxy',
    exempts('.internal,169.254.169.254,app.gitpod.io,.amazonaws.com', 'enterprise'),
    'met',
  ],
  ['the NO_PROXY row does not apply to a standard runner', 'proxy.no-proxy', exempts('', 'standard'), 'not-applicable'],
  ['the resolver row is unknown without a lookup', 'dns.resolvers', row('dns.resolvers'), 'unknown: not-run'],
  ['the resolver row is unmet when every lookup fails', 'dns.resolvers', row('dns.resolvers').dns('app.gitpod.io', 'dns.timeout'), 'unmet'],
  [
    'a crashed probe leaves the resolver row unknown',
    'dns.resolvers',
    row('dns.resolvers').https('app.gitpod.io', crashes, { requirement: 'dns.resolvers' }),
    'unknown: probe-crashed',
  ],
])('%s', (_, id, told, verdict) => {
  expect(verdictOf(told.build(), id)).toBe(verdict);
});

test.each([
  ['silent', fails('tcp.timeout')],
  ['reset at its port', fails('tcp.reset')],
  ['rejected by a device on the route', fails('tcp.prohibited')],
])('the proxy row is unmet when the proxy is %s', (_, seen) => {
  expect(verdictOf(row('proxy.reachable').proxy(PROXY).https('app.gitpod.io', seen).build(), 'proxy.reachable')).toBe('unmet');
});

test('the proxy row is not unmet when this machine itself refuses to open the connection', () => {
  const told = row('proxy.reachable').proxy(PROXY).https('app.gitpod.io', fails('tcp.local-denied')).build();
  expect(verdictOf(told, 'proxy.reachable')).not.toBe('unmet');
});
