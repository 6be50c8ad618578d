/**
 * For each finding that the lab's network can have: the scenarios in which its manual checks are tried, and those that must not show the
 * fragment.
 */
import { FIREWALL_INSIDE, INTERNET } from '../company.ts';
import type { HandTrial, NetworkCode, NothingToSee } from './trial.ts';
import {
  addressOf,
  BINARY,
  ECR,
  GATEWAY,
  MANIFEST,
  MARKETPLACE,
  ON_MARKETPLACE,
  ONE_HOST,
  RELEASES,
  RESOLVERS,
  SCRIPT,
  WITH_PROXY,
  WITH_SOCKS,
} from './values.ts';

const INSPECTOR = { issuer: 'mitmproxy' } as const;

export const HAND_TRIALS = {
  GD101: {
    in: 'unplugged',
    values: GATEWAY,
    looks: ['healthy', { in: 'nobody-behind-the-link', notIn: 'healthy' }, { in: 'nobody-behind-the-link', notIn: 'resolver-silent' }],
  },
  GD102: {
    in: 'proxy-port-closed',
    values: { ...WITH_PROXY, 'proxy port': '8080' },
    looks: [
      { notIn: 'proxy-healthy', valuesThere: WITH_PROXY },
      {
        in: 'proxy-silent',
        values: { 'proxy host': '203.0.113.2', 'proxy port': '3128' },
        notIn: 'proxy-port-closed',
        valuesThere: { ...WITH_PROXY, 'proxy port': '8080' },
      },
      { in: 'proxy-name-unknown', notIn: 'proxy-healthy' },
    ],
  },
  GD103: {
    in: 'proxy-requires-login',
    values: WITH_PROXY,
    looks: ['proxy-healthy', 'proxy-login-scheme-unsupported', 'proxy-login-scheme-unsupported'],
  },
  GD104: { in: 'proxy-refuses-host', values: WITH_PROXY, looks: ['proxy-healthy', 'proxy-refuses-everything'] },
  GD105: { in: 'proxy-rejects-credentials', values: WITH_PROXY, looks: ['proxy-login-accepted', 'proxy-refuses-everything'] },
  GD106: { in: 'proxy-refuses-port', values: WITH_PROXY, looks: ['gateway-cannot-use-proxy', 'proxy-refuses-everything'] },
  GD107: { in: 'proxy-cannot-reach-upstream', values: WITH_PROXY, looks: ['proxy-refuses-host', 'proxy-refuses-host'] },
  GD108: { in: 'proxy-not-configured', values: WITH_PROXY, looks: ['proxy-healthy', 'healthy', 'healthy', 'proxy-refuses-everything'] },
  GD109: { in: 'proxy-variable-in-quotes', values: WITH_PROXY, looks: ['proxy-healthy', 'proxy-healthy'] },
  GD110: {
    in: 'proxy-variables-disagree',
    values: { ...WITH_PROXY, 'another proxy': `${WITH_PROXY['proxy host']}:8080` },
    looks: ['proxy-variables-agree', 'proxy-port-closed'],
  },
  GD111: { in: 'no-proxy-incomplete', looks: ['proxy-healthy', 'no-direct-egress'] },
  GD112: {
    in: 'no-proxy-read-differently',
    values: { 'exempt address': '169.254.169.254' },
    looks: ['proxy-healthy', { notIn: 'proxy-healthy', valuesThere: { 'exempt address': '192.0.2.1' } }],
  },
  GD113: { in: 'direct-route-blocked', values: WITH_PROXY, looks: ['healthy', 'proxy-refuses-host'] },
  GD114: { in: 'own-filter-rejects-udp', values: GATEWAY, looks: ['gateway-udp-refused', 'healthy'] },
  GD115: { in: 'clock-wrong', values: { 'time here': /\d\d:\d\d/, 'time there': /\d\d:\d\d/ }, looks: ['healthy'] },
  GD117: { in: 'transparent-proxy', looks: ['tls-cut-off'] },
  GD118: {
    in: 'no-direct-egress',
    values: { ...ONE_HOST, 'public address': /^\d+\.\d+\.\d+\.\d+$/ },
    looks: ['name-not-found', 'healthy', 'proxy-healthy'],
  },
  GD119: { in: 'proxy-refuses-everything', values: WITH_PROXY, looks: ['proxy-healthy', 'proxy-refuses-host'] },
  GD120: { in: 'proxy-login-scheme-unsupported', values: WITH_PROXY, looks: ['proxy-requires-login', 'proxy-requires-login'] },
  GD131: {
    in: 'socks-refuses',
    values: WITH_SOCKS,
    looks: ['socks-healthy', { in: 'socks-requires-login', notIn: 'socks-healthy' }],
  },
  GD132: { in: 'socks-lookup-fails', values: WITH_SOCKS, looks: ['socks-healthy'] },

  GD121: { in: 'pac-unreachable', values: SCRIPT, looks: ['pac-healthy'] },
  GD122: { in: 'pac-not-a-script', values: SCRIPT, looks: ['pac-healthy'] },
  GD123: { in: 'pac-broken', values: SCRIPT, looks: ['pac-healthy'] },
  GD124: { nothingToSee: 'Only a program that runs the script shows that it does not end.' },
  GD125: {
    in: 'pac-sends-elsewhere',
    values: { ...WITH_PROXY, proxy: `${WITH_PROXY['proxy host']}:8080` },
    looks: [{ notIn: 'pac-healthy', valuesThere: WITH_PROXY }],
  },
  GD126: { nothingToSee: 'It says that a script has several answers, which only a program that runs it shows.' },
  GD127: { nothingToSee: 'The network team knows whether the address is one of theirs; the answer looks the same either way.' },
  GD128: { in: 'pac-names-the-only-proxy', values: WITH_PROXY, looks: ['proxy-healthy', 'proxy-refuses-everything'] },

  GD135: { in: 'kerberos-ticket-missing', values: WITH_PROXY, looks: ['proxy-requires-login', 'proxy-ticket-unused'] },
  GD136: { in: 'kerberos-ticket-expired', values: WITH_PROXY, looks: ['proxy-requires-login', 'proxy-ticket-unused'] },
  GD137: {
    in: 'kerberos-kdc-unreachable',
    values: { ...WITH_PROXY, kdc: INTERNET },
    looks: ['proxy-requires-login', { notIn: 'kerberos-ticket-missing', valuesThere: { ...WITH_PROXY, kdc: FIREWALL_INSIDE } }],
  },
  GD138: {
    in: 'proxy-refuses-account',
    values: WITH_PROXY,
    looks: ['proxy-login-accepted', 'proxy-rejects-credentials', 'proxy-login-for-some-hosts-rejected'],
  },
  GD139: { in: 'proxy-login-for-some-hosts', values: WITH_PROXY, looks: ['proxy-healthy', 'proxy-requires-login'] },
  GD140: {
    in: 'proxy-refuses-ticket',
    values: WITH_PROXY,
    looks: ['proxy-requires-login', 'kerberos-ticket-missing', 'proxy-ticket-unused'],
  },
  GD201: { in: 'name-not-found', values: ONE_HOST, looks: ['one-zone-servfail', 'healthy', 'resolver-refuses'] },
  GD202: {
    in: 'resolver-silent',
    values: { ...RESOLVERS, ...GATEWAY },
    looks: ['resolver-refuses', 'resolver-refuses', 'nobody-behind-the-link'],
  },
  GD203: {
    in: 'resolver-refuses',
    values: { ...RESOLVERS, ...ONE_HOST },
    looks: ['name-not-found', { in: 'resolver-cannot-resolve', notIn: 'resolver-refuses' }],
  },
  GD204: { in: 'name-sinkholed-nowhere', values: { ...ON_MARKETPLACE, 'wrong address': '0.0.0.0' }, looks: ['healthy', 'healthy'] },
  GD205: {
    in: 'resolvers-disagree',
    values: { ...RESOLVERS, host: ECR },
    looks: [
      'two-resolvers-healthy',
      'second-resolver-refuses',
      { in: 'name-in-hosts-file', values: { host: RELEASES }, notIn: 'healthy', valuesThere: { host: RELEASES } },
    ],
  },
  GD206: { in: 'ipv6-broken', values: ONE_HOST, looks: ['ipv6-healthy', 'port-dropped', 'healthy'] },
  GD207: {
    in: 'no-public-names',
    values: { ...RESOLVERS, ...ONE_HOST, ...WITH_PROXY },
    looks: ['healthy', 'healthy', 'proxy-refuses-everything'],
  },
  GD208: {
    in: 'resolver-answers-falsely',
    values: { ...RESOLVERS, ...ON_MARKETPLACE, 'wrong address': '10.66.0.66', 'public address': addressOf(MARKETPLACE) },
    looks: ['healthy', { notIn: 'port-dropped', valuesThere: { ...ONE_HOST, 'public address': addressOf(RELEASES) } }],
  },
  GD209: { in: 'resolver-filters', values: { ...RESOLVERS, ...ONE_HOST }, looks: ['name-not-found'] },
  GD210: { in: 'dnssec-fails', values: { ...RESOLVERS, ...ONE_HOST }, looks: ['one-zone-servfail', 'one-zone-servfail'] },
  GD211: {
    in: 'answers-injected',
    values: { ...RESOLVERS, ...ON_MARKETPLACE, 'public address': addressOf(MARKETPLACE) },
    looks: ['name-sinkholed'],
  },
  GD212: {
    in: 'nxdomain-rewritten',
    values: { ...ON_MARKETPLACE, 'wrong address': '10.66.0.66' },
    looks: ['healthy', 'name-sinkholed'],
  },

  GD301: { in: 'port-refused', values: ONE_HOST, looks: ['port-dropped', 'no-direct-egress'] },
  GD302: { in: 'port-dropped', values: ONE_HOST, looks: ['port-refused', 'no-direct-egress'] },
  GD303: {
    in: 'path-rejected',
    values: ON_MARKETPLACE,
    looks: [
      { notIn: 'port-dropped', valuesThere: ONE_HOST },
      { notIn: 'port-dropped', valuesThere: ONE_HOST },
    ],
  },
  GD304: { in: 'name-filtered-in-tls', values: ONE_HOST, looks: ['healthy', 'tls-cut-off'] },
  GD305: { in: 'tls-cut-off', values: ONE_HOST, looks: ['healthy', 'name-filtered-in-tls'] },
  GD306: {
    in: 'tls-stalls',
    values: ON_MARKETPLACE,
    looks: [
      { notIn: 'port-dropped', valuesThere: ONE_HOST },
      'large-hello-dropped',
      { in: 'mtu-hole-inbound', values: ONE_HOST, notIn: 'tls-stalls' },
    ],
  },
  GD307: { in: 'tls-intercepted-by-mitmproxy', values: { ...ONE_HOST, ...INSPECTOR }, looks: ['healthy', 'healthy'] },
  GD308: { in: 'certificate-expired', values: ON_MARKETPLACE, looks: ['tls-intercepted', 'tls-intercepted'] },
  GD309: {
    in: 'certificate-for-another-name',
    values: { host: 'mcr.microsoft.com', 'other name': 'parked.demo-hosting.example' },
    looks: ['healthy', 'tls-intercepted'],
  },
  GD310: {
    in: 'tls-version-refused',
    values: { host: ECR, port: '443' },
    looks: [{ notIn: 'tls-cut-off', valuesThere: ONE_HOST }],
  },
  GD311: { in: 'extra-trust-broken', looks: ['extra-trust-sound', { in: 'extra-trust-not-pem', notIn: 'extra-trust-sound' }] },
  GD312: { in: 'large-hello-dropped', values: ONE_HOST, looks: ['healthy', 'tls-cut-off'] },
  GD313: { in: 'http2-downgraded', values: { ...ONE_HOST, ...INSPECTOR }, looks: ['tls-intercepted-by-mitmproxy', 'healthy'] },

  GD316: { in: 'chain-incomplete', values: ONE_HOST, looks: ['healthy', 'healthy'] },
  GD317: {
    in: 'certificate-refused',
    values: { host: 'github.com' },
    looks: ['healthy', { notIn: 'certificate-expired', valuesThere: ON_MARKETPLACE }],
  },
  GD318: { in: 'certificate-revoked', values: ON_MARKETPLACE, looks: ['certificate-expired'] },
  GD319: { in: 'revocation-unreachable', values: { 'revocation host': 'ocsp.demo-trust.example' }, looks: ['healthy'] },
  GD320: {
    in: 'certificate-not-yet-valid',
    values: ON_MARKETPLACE,
    looks: ['certificate-expired'],
  },
  GD314: { nothingToSee: 'Chance decides what one look shows; many connections have to be timed.' },
  GD321: { in: 'client-certificate-required', values: { ...ON_MARKETPLACE, port: '443' }, looks: ['tls-settings-refused'] },
  GD322: { in: 'tls-refused-by-policy', values: { host: ECR, port: '443' }, looks: ['tls-settings-refused'] },
  GD323: { in: 'tls-settings-refused', values: { host: ECR, port: '443' }, looks: ['tls-refused-by-policy'] },
  GD324: { in: 'tls-altered', values: { host: ECR, port: '443' }, looks: ['tls-settings-refused'] },
  GD325: { in: 'tls-name-not-served', values: { host: ECR, port: '443' }, looks: ['tls-settings-refused'] },
  GD401: {
    in: 'block-page',
    values: { ...ON_MARKETPLACE, refusal: 'has been blocked', issuer: 'Inspection CA' },
    looks: ['tls-intercepted', 'healthy'],
  },
  GD402: {
    in: 'captive-portal',
    values: { host: 'app.gitpod.io', 'another host': ECR, 'login host': 'login.guest-wifi.example' },
    looks: ['healthy', 'block-page'],
  },
  GD403: {
    in: 'redirect-target-blocked',
    values: {
      url: 'https://update.code.visualstudio.com/latest/server-linux-x64/stable',
      'redirect host': 'vscode.download.prss.microsoft.com',
    },
    looks: ['no-direct-egress', 'healthy'],
  },
  GD404: { in: 'download-cut-short', values: { url: BINARY }, looks: ['download-altered'] },
  GD405: { in: 'download-altered', values: { url: BINARY }, looks: ['healthy', 'download-cut-short'] },
  GD406: { in: 'service-unhealthy', values: { url: MANIFEST }, looks: ['service-refuses-client'] },
  GD407: { in: 'download-too-slow', values: { slow: /\d{1,5}/ }, looks: ['healthy'] },
  GD408: { in: 'proxy-alters-headers', values: { registry: ECR }, looks: ['inspector-leaves-headers'] },
  GD409: { in: 'service-refuses-client', values: { url: MANIFEST }, looks: ['service-unhealthy'] },
  GD410: { in: 'answer-unusable', values: { ...ONE_HOST, url: MANIFEST }, looks: ['tls-cut-off', 'service-unhealthy'] },
  GD411: { in: 'service-path-gone', values: { url: MANIFEST }, looks: ['service-refuses-client'] },
  GD412: {
    in: 'download-stalls',
    values: { url: 'https://update.code.visualstudio.com/latest/server-linux-x64/stable' },
    looks: ['healthy'],
  },
  GD413: { in: 'challenge-page', values: { url: MANIFEST, count: /[1-9]/ }, looks: ['service-refuses-client'] },
  GD414: { in: 'rate-limited', values: { url: MANIFEST }, looks: ['service-refuses-client'] },
  GD415: { in: 'request-too-large', values: { url: MANIFEST }, looks: ['service-refuses-client'] },
  GD416: { in: 'http-version-required', values: { url: MANIFEST, count: /[1-9]/ }, looks: ['answer-unusable'] },
  GD417: { in: 'answer-garbled', values: { url: MANIFEST }, looks: ['healthy'] },
  GD418: { nothingToSee: 'It says what an answer without TLS does not prove: the answer looks the same either way.' },

  GD501: { in: 'gateway-port-blocked', looks: ['healthy', 'no-direct-egress'] },
  GD502: { in: 'gateway-subdomains-blocked', looks: ['gateway-port-blocked', 'healthy'] },
  GD503: { in: 'gateway-udp-refused', values: GATEWAY, looks: ['gateway-udp-silent', 'gateway-udp-silent'] },
  GD504: { in: 'gateway-udp-silent', values: GATEWAY, looks: ['nebula-answers', 'gateway-udp-refused'] },
  GD505: { in: 'gateway-udp-partly-open', values: GATEWAY, looks: ['gateway-udp-silent', 'nebula-answers'] },
  GD506: { in: 'gateway-addresses-drifted', values: { 'new address': '52.54.12.7' }, looks: ['gateway-addresses-as-listed'] },
  GD507: { nothingToSee: 'It says what is not needed: the network looks the same either way.' },
  GD508: { in: 'gateway-cannot-use-proxy', values: WITH_PROXY, looks: ['healthy', 'proxy-refuses-everything'] },
} as const satisfies Record<NetworkCode, HandTrial | NothingToSee>;
