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
  '%s stays unknown on a machine that could not be inspected',
  (id) => {
    expect(verdictOf(unseen(id), id)).toBe('unknown: not-run');
  },
);

test.each<[what: string, id: string, told: SessionBuilder, verdict: string]>([
  ['an interface and a route are a network, before anything was tried', 'host.network', row('host.network'), 'met'],
  ['IPv6 alone is a network', 'host.network', row('host.network').host({ defaultRoute4: false, defaultRoute6: true }), 'met'],
  ['no route of any family is none', 'host.network', row('host.network').host({ defaultRoute4: false }), 'unmet'],
  ['a certificate file that is missing', 'host.trust-files', row('host.trust-files').host({ trustFiles: [broken] }), 'unmet'],
  [
    'a variable that cannot be read',
    'proxy.variables',
    row('proxy.variables')
      .host({ proxies: [parseProxyVariable('HTTPS_PROXY', 'socks5://a:1')] })
      .https('app.gitpod.io'),
    'unmet',
  ],
  ['a proxy that nothing was sent to yet', 'proxy.reachable', row('proxy.reachable').proxy(PROXY), 'unknown: not-run'],
  ['a list that lacks what must go direct', 'proxy.no-proxy', exempts('.internal', 'enterprise'), 'unknown: not-run'],
  ['a list that has it all', 'proxy.no-proxy', exempts('.internal,169.254.169.254,app.gitpod.io,.amazonaws.com', 'enterprise'), 'met'],
  ['a list that a standard runner does not need', 'proxy.no-proxy', exempts('', 'standard'), 'not-applicable'],
  ['names that nobody asked for', 'dns.resolvers', row('dns.resolvers'), 'unknown: not-run'],
  ['names that all fail', 'dns.resolvers', row('dns.resolvers').dns('app.gitpod.io', 'dns.timeout'), 'unmet'],
  [
    'a probe of ours that broke',
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
  ['behind a way that is rejected', fails('tcp.prohibited')],
])('the proxy row is unmet when the proxy is %s', (_, seen) => {
  expect(verdictOf(row('proxy.reachable').proxy(PROXY).https('app.gitpod.io', seen).build(), 'proxy.reachable')).toBe('unmet');
});

test('a connection that this machine refuses to open does not make the proxy row unmet', () => {
  const told = row('proxy.reachable').proxy(PROXY).https('app.gitpod.io', fails('tcp.local-denied')).build();
  expect(verdictOf(told, 'proxy.reachable')).not.toBe('unmet');
});
