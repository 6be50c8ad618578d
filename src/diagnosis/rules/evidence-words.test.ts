/** The evidence of a finding must match what was seen. If a line fails, a user argues with wrong facts. */
import { describe, expect, test } from 'vitest';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import type { FailureKind } from '../../model/failure.ts';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { findingOf } from '../testing/told.ts';
import { redirectTargetBlocked } from './403-redirect-target-blocked.ts';

const PRIVATE = { issuer: 'Acme Filter CA', trust: { public: 'untrusted' as const } };
const WEB_PROXY = 'http://proxy.corp:3128';
const six = (failed: boolean) => ({
  address: '2600:1f18::1',
  family: 6 as const,
  durationMs: 1,
  failure: failed ? { kind: 'tcp.timeout' as const, text: 'x' } : null,
});
const FOUR = { address: '52.1.2.3', family: 4 as const, durationMs: 1, failure: null };
const twoFamilies = (failed: boolean) => passes({ attempts: [six(failed), FOUR], addresses: [six(failed).address, FOUR.address] });
const withIpv6 = () => session().host({ ipv6: true, defaultRoute6: true });
const silentGateway = () => session({ runner: 'standard' }).https('app.gitpod.io').udp('35.171.240.32', fails('udp.silent'));
const lists = (upper: string, lower: string) =>
  session()
    .proxy(WEB_PROXY)
    .host({ noProxy: [parseNoProxy('NO_PROXY', upper), parseNoProxy('no_proxy', lower)] })
    .https('app.gitpod.io');
const RELEASE = 'https://releases.gitpod.io/cli/stable/gitpod-linux-amd64';

const CASES: [what: string, name: string, told: SessionBuilder, says: RegExp][] = [
  ['a page on which the filter names itself', 'block-page', page({ filterVendor: 'Zscaler', pageClass: 'login' }), /signs of Zscaler/],
  ['a block page of an unknown filter', 'block-page', page({ pageClass: 'block-page' }), /page that refuses or asks for a login/],
  [
    "a redirect to another owner's host",
    'block-page',
    page({ redirect: { scheme: 'https', host: 'blocked.corp.example', port: 443 } }),
    /redirects to blocked\.corp\.example/,
  ],
  ['NO_PROXY and no_proxy with different entries', 'proxy-variables-disagree', lists('app.gitpod.io', ''), /app\.gitpod\.io.*nothing/s],
  [
    'a login in HTTPS_PROXY that https_proxy lacks',
    'proxy-variables-disagree',
    session()
      .host({
        proxies: [parseProxyVariable('HTTPS_PROXY', 'http://me:pw@a.corp:1'), parseProxyVariable('https_proxy', 'http://a.corp:1')],
      })
      .https('app.gitpod.io'),
    /with a login/,
  ],
  [
    "no reply from the user's own echo server",
    'gateway-udp-silent',
    silentGateway().farEnd('198.51.100.9', fails('udp.silent')),
    /test server, which listens, did not answer/,
  ],
  [
    "a reply from the user's own echo server",
    'gateway-udp-silent',
    silentGateway().farEnd('198.51.100.9'),
    /packets to this port can leave this network/,
  ],
  [
    'addresses that answered on the baseline network',
    'gateway-udp-silent',
    silentGateway().baseline({ answered: ['35.171.240.32'] }),
    /In the other report, the same addresses answered/,
  ],
  ['one host whose IPv6 fails', 'ipv6-broken', withIpv6().https('app.gitpod.io', twoFamilies(true)), /IPv6 connections to 1 host fail/],
  [
    'hosts that have IPv6 addresses only',
    'ipv6-broken',
    withIpv6()
      .https('app.gitpod.io', twoFamilies(true))
      .https('only6.example.com', fails('tcp.timeout', { attempts: [six(true)], addresses: [six(true).address] })),
    /2 hosts/,
  ],
  [
    'several altered downloads',
    'download-altered',
    session()
      .download(RELEASE, fails('http.checksum', { trust: { public: 'untrusted' }, checksum: { fetches: 2 } }))
      .download(`${RELEASE}-2`, fails('http.checksum', { trust: { public: 'untrusted' }, checksum: { fetches: 2 } })),
    /Downloads from releases\.gitpod\.io do not match/,
  ],
  [
    'a wrong file that another operator published',
    'download-altered',
    session().download('https://files.example.com/tool', fails('http.checksum', { checksum: { fetches: 1 } })),
    /Tell the operator of files\.example\.com/,
  ],
  [
    'a challenge page of the genuine server',
    'challenge-page',
    session().https('app.gitpod.io', fails('http.status', { status: 403, answer: { pageClass: 'challenge', challengedBy: 'Cloudflare' } })),
    /challenge page \(Cloudflare\)/s,
  ],
  [
    'a refusal by the service through the proxy',
    'service-refuses-client',
    session()
      .proxy(WEB_PROXY)
      .https('releases.gitpod.io', fails('http.status', { status: 403 })),
    /egress address \(that of the proxy\)/,
  ],
  [
    'a refusal of a service that is not Gitpod’s',
    'service-refuses-client',
    session().https('marketplace.visualstudio.com', fails('http.status', { status: 403 })),
    /Ask the operator of marketplace\.visualstudio\.com/,
  ],
  [
    'several names with one unused address',
    'name-sinkholed',
    ['marketplace.visualstudio.com', 'download.jetbrains.com'].reduce(
      (told, host) => told.dns(host, ['10.66.0.66']).https(host, fails('tcp.timeout', { addresses: ['10.66.0.66'] })),
      session().dns('app.gitpod.io').https('app.gitpod.io'),
    ),
    /download\.jetbrains\.com resolve/,
  ],
  [
    'a certificate of a private CA',
    'certificate-for-another-name',
    session().https('app.gitpod.io').https('download.jetbrains.com', fails('tls.name-mismatch', PRIVATE)),
    /leads to no public root/,
  ],
  [
    'an expired certificate of a private CA',
    'certificate-expired',
    session().https('mcr.microsoft.com').https('releases.gitpod.io', fails('tls.expired', PRIVATE)),
    /issued by “Acme Filter CA”/,
  ],
  [
    'two resolvers that both answer, one of them with SERVFAIL',
    'resolver-refuses',
    session()
      .dns('mcr.microsoft.com')
      .https('mcr.microsoft.com')
      .dns('app.gitpod.io', 'dns.servfail')
      .https('app.gitpod.io', fails('dns.servfail')),
    /SERVFAIL/,
  ],
  [
    'a redirect whose target a filter answers',
    'redirect-target-blocked',
    session()
      .https('mcr.microsoft.com')
      .https(
        'update.code.visualstudio.com',
        fails('tls.unknown-issuer', {
          ...PRIVATE,
          redirectsTo: 'vscode.download.prss.microsoft.com',
          unverified: { filterVendor: 'Zscaler', pageClass: 'login' },
        }),
      ),
    /A filter answers in place of the redirect target/,
  ],
  [
    'a proxy whose own name does not exist',
    'proxy-unreachable',
    session().dns('proxy.corp', 'dns.nxdomain').proxy(WEB_PROXY).https('app.gitpod.io', fails('dns.nxdomain')),
    /name proxy\.corp does not resolve/,
  ],
  [
    'downloads of one host that end early',
    'download-cut-short',
    session()
      .download(RELEASE, fails('http.truncated', { checksum: { announcedBytes: 1000, receivedBytes: 400 } }))
      .download(`${RELEASE}-2`, fails('http.truncated', { checksum: { announcedBytes: 1000, receivedBytes: 400 } })),
    /releases\.gitpod\.io/,
  ],
  [
    'an expired certificate without details',
    'certificate-expired',
    session()
      .https('mcr.microsoft.com')
      .https('releases.gitpod.io', fails('tls.expired', { chain: [] })),
    /is expired or not yet valid[\s\S]*was not seen/,
  ],
  [
    'a certificate without an issuer',
    'certificate-for-another-name',
    session()
      .https('mcr.microsoft.com')
      .https('download.jetbrains.com', fails('tls.name-mismatch', { chain: [] })),
    /names no host|another host/,
  ],
  [
    'a certificate without an issuer at an AWS host',
    'aws-endpoint-not-genuine',
    session({ regions: ['us-east-1'] })
      .https('app.gitpod.io')
      .https('ssm.us-east-1.amazonaws.com', fails('tls.name-mismatch', { chain: [] }), { requirement: 'aws.ssm' }),
    /another name/,
  ],
  [
    'a page from a service that is known to send JSON',
    'block-page',
    session().http('http://app.gitpod.io/', passes({ answer: { contentType: 'text/html' } }), {
      requirement: 'management.app',
      of: {
        proof: {
          status: 'any',
          contentType: 'application/json',
          headers: [],
          extract: null,
          followRedirects: false,
          calibrated: '2026-01-01',
        },
      },
    }),
    /has the type text\/html, which the service does not send/,
  ],
];

function page(answer: NonNullable<Parameters<typeof passes>[0]>['answer']): SessionBuilder {
  return session()
    .https('mcr.microsoft.com')
    .https('app.gitpod.io', fails('tls.unknown-issuer', { ...PRIVATE, unverified: answer ?? {} }));
}

describe('the text of a finding', () => {
  test.each(CASES)('describes %s (%s)', (_, name, told, says) => {
    const finding = findingOf(told.build(), name);
    const words = [finding?.title, ...(finding?.evidence ?? []), ...(finding?.fixes.map(({ text }) => text) ?? [])].join('\n');
    expect(words).toMatch(says);
  });
});

describe('the subject of unexplained-failure', () => {
  test('is the host of a single failure, and the kind and the port of several failures', () => {
    const odd = () => session().https('app.gitpod.io', fails('unclassified', { code: 'EWHAT' }));
    expect(findingOf(odd().build(), 'unexplained-failure')?.subject).toBe('app.gitpod.io');
    const two = odd().https('mcr.microsoft.com', fails('unclassified')).build();
    expect(findingOf(two, 'unexplained-failure')?.subject).toBe('unclassified, port 443');
  });

  test('is the name without a port for a failed lookup', () => {
    const told = session().https('app.gitpod.io').dns('git.example.com', 'unclassified').build();
    expect(findingOf(told, 'unexplained-failure')?.subject).toBe('git.example.com');
  });
});

describe('the evidence of redirect-target-blocked', () => {
  test.each<[FailureKind, RegExp]>([
    ['tcp.timeout', /no answer to the connection/],
    ['tcp.refused', /the connection is refused/],
    ['dns.nxdomain', /the name does not resolve/],
    ['tunnel.4xx', /the proxy refuses the connection/],
    ['tls.not-tls', /does not support TLS/],
    ['tls.reset', /the handshake is cut off/],
  ])('describes %s in words', (kind, says) => {
    const { evidence, example } = redirectTargetBlocked;
    const lines = evidence({ ...(example as object), kinds: [kind] }).join('\n');
    expect(lines).toMatch(says);
    expect(lines).not.toContain(kind);
  });
});
