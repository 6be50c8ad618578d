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
  'the requirement %s is unknown if the machine could not be inspected',
  (id) => {
    expect(verdictOf(unseen(id), id)).toBe('unknown: not-run');
  },
);

test.each<[what: string, id: string, told: SessionBuilder, verdict: string]>([
  ['host.network is met by an interface and a default route before any measurement', 'host.network', row('host.network'), 'met'],
  [
    'host.network is met by an IPv6 default route alone',
    'host.network',
    row('host.network').host({ defaultRoute4: false, defaultRoute6: true }),
    'met',
  ],
  [
    'host.network is unmet without a default route for IPv4 or IPv6',
    'host.network',
    row('host.network').host({ defaultRoute4: false }),
    'unmet',
  ],
  [
    'host.trust-files is unmet when a certificate file is missing',
    'host.trust-files',
    row('host.trust-files').host({ trustFiles: [broken] }),
    'unmet',
  ],
  [
    'proxy.variables is unmet when the value of a proxy variable is invalid',
    'proxy.variables',
    row('proxy.variables')
      .host({ proxies: [parseProxyVariable('HTTPS_PROXY', '"http://a:1"')] })
      .https('app.gitpod.io'),
    'unmet',
  ],
  [
    'proxy.reachable is unknown before the first request to the proxy',
    'proxy.reachable',
    row('proxy.reachable').proxy(PROXY),
    'unknown: not-run',
  ],
  [
    'proxy.no-proxy is unknown when NO_PROXY lacks a necessary entry and nothing else was measured',
    'proxy.no-proxy',
    exempts('.internal', 'enterprise'),
    'unknown: not-run',
  ],
  [
    'proxy.no-proxy is met when NO_PROXY has all necessary entries',
    'proxy.no-proxy',
    exempts('.internal,169.254.169.254,app.gitpod.io,.amazonaws.com', 'enterprise'),
    'met',
  ],
  ['proxy.no-proxy does not apply to a standard runner', 'proxy.no-proxy', exempts('', 'standard'), 'not-applicable'],
  ['dns.resolvers is unknown without a lookup', 'dns.resolvers', row('dns.resolvers'), 'unknown: not-run'],
  ['dns.resolvers is unmet when every lookup fails', 'dns.resolvers', row('dns.resolvers').dns('app.gitpod.io', 'dns.timeout'), 'unmet'],
  [
    'dns.resolvers is unknown when its probe crashes',
    'dns.resolvers',
    row('dns.resolvers').https('app.gitpod.io', crashes, { requirement: 'dns.resolvers' }),
    'unknown: probe-crashed',
  ],
])('%s', (_, id, told, verdict) => {
  expect(verdictOf(told.build(), id)).toBe(verdict);
});

test.each([
  ['the connection to the proxy times out', fails('tcp.timeout')],
  ['the connection to the proxy is reset', fails('tcp.reset')],
  ['a device on the path rejects the connection to the proxy', fails('tcp.prohibited')],
])('proxy.reachable is unmet when %s', (_, seen) => {
  expect(verdictOf(row('proxy.reachable').proxy(PROXY).https('app.gitpod.io', seen).build(), 'proxy.reachable')).toBe('unmet');
});

test('proxy.reachable is not unmet when this machine itself denies the connection', () => {
  const told = row('proxy.reachable').proxy(PROXY).https('app.gitpod.io', fails('tcp.local-denied')).build();
  expect(verdictOf(told, 'proxy.reachable')).not.toBe('unmet');
});
