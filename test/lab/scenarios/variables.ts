/** Variables of the customer's machine about proxies and certificates. */
import { rootCertificates } from 'node:tls';
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { PROXY, PROXY_LOGIN } from '../company.ts';
import { DEFAULT_ACCESS, LOGIN_FIRST } from '../proxy.ts';
import type { FilterRule, LabScenario } from '../scenario.ts';
import { behindProxy, ONLY_EXEMPT } from './proxy.ts';

const URL_OF_PROXY = `http://${PROXY.host}:${PROXY.port}`;

const GIT_KNOWS_THE_PROXY = { '.gitconfig': `[http]\n\tproxy = ${URL_OF_PROXY}\n` };
const NOTHING_DIRECT: readonly FilterRule[] = [
  'ct state established,related accept',
  'udp dport 53 accept',
  'meta l4proto { tcp, udp } reject with icmp admin-prohibited',
];

export const VARIABLES: readonly LabScenario[] = [
  {
    name: 'proxy-variable-in-quotes',
    title: 'The proxy variables hold the quotes of the file that they come from',
    profile: ENTERPRISE_RUNNER,
    environment: { HTTP_PROXY: `"${URL_OF_PROXY}"`, HTTPS_PROXY: `"${URL_OF_PROXY}"`, NO_PROXY: DOCUMENTED_NO_PROXY },
    squid: DEFAULT_ACCESS,
    expect: { causes: ['proxy-variable-invalid'], never: ['proxy-unreachable', 'no-direct-egress'], exit: 0 },
  },
  {
    name: 'proxy-variables-lower-case',
    title: 'The variables are written in lower case, as most programs want them',
    profile: ENTERPRISE_RUNNER,
    environment: { http_proxy: URL_OF_PROXY, https_proxy: URL_OF_PROXY, no_proxy: DOCUMENTED_NO_PROXY },
    squid: DEFAULT_ACCESS,
    firewall: ONLY_EXEMPT,
    expect: { causes: [], never: ['proxy-variable-invalid', 'proxy-variables-disagree', 'no-proxy-incomplete'], exit: 0 },
  },
  {
    name: 'proxy-variables-disagree',
    title: 'Upper and lower case name different proxies, and only one of them is there',
    profile: ENTERPRISE_RUNNER,
    environment: { ...bothCases(behindProxy()), https_proxy: `http://${PROXY.host}:8080` },
    squid: DEFAULT_ACCESS,
    firewall: ONLY_EXEMPT,
    expect: { causes: ['proxy-variables-disagree', 'proxy-unreachable'], never: ['proxy-variable-invalid'], exit: 1 },
  },
  {
    name: 'proxy-variables-agree',
    title: 'Both cases say the same, login included',
    profile: ENTERPRISE_RUNNER,
    environment: bothCases(behindProxy(`${PROXY_LOGIN.user}:${PROXY_LOGIN.password}`)),
    squid: [...LOGIN_FIRST, ...DEFAULT_ACCESS],
    firewall: ONLY_EXEMPT,
    expect: { causes: [], never: ['proxy-variables-disagree', 'proxy-rejects-credentials', 'proxy-requires-login'], exit: 0 },
  },
  {
    name: 'direct-route-blocked',
    title: 'NO_PROXY exempts a host that only the proxy may reach',
    profile: ENTERPRISE_RUNNER,
    environment: { ...behindProxy(), NO_PROXY: `${DOCUMENTED_NO_PROXY},releases.gitpod.io` },
    squid: DEFAULT_ACCESS,
    firewall: ONLY_EXEMPT,
    expect: { causes: ['direct-route-blocked'], never: ['no-proxy-incomplete', 'proxy-refuses-host'], exit: 1 },
  },
  {
    name: 'extra-trust-broken',
    title: 'A variable names a file of certificates that is not there',
    profile: STANDARD_RUNNER,
    environment: { NODE_EXTRA_CA_CERTS: '~/company-root.pem' },
    expect: { causes: ['extra-trust-broken'], never: ['tls-intercepted'], exit: 0 },
  },
  {
    name: 'extra-trust-not-pem',
    title: 'A variable names a file that holds no certificate',
    profile: STANDARD_RUNNER,
    files: { 'company-root.pem': '<!doctype html><title>Sign in</title>\n' },
    environment: { SSL_CERT_FILE: '~/company-root.pem' },
    expect: { causes: ['extra-trust-broken'], never: ['tls-intercepted', 'certificate-expired'], exit: 0 },
  },
  {
    name: 'extra-trust-sound',
    title: 'A variable names a file of certificates that is in order',
    profile: STANDARD_RUNNER,
    files: { 'company-root.pem': `${rootCertificates[0]}\n` },
    environment: { NODE_EXTRA_CA_CERTS: '~/company-root.pem' },
    expect: { causes: [], never: ['extra-trust-broken', 'tls-intercepted'], exit: 0 },
  },
  {
    name: 'no-proxy-read-differently',
    title: 'NO_PROXY spells the metadata address as a network, which only some programs understand',
    profile: ENTERPRISE_RUNNER,
    environment: { ...behindProxy(), NO_PROXY: DOCUMENTED_NO_PROXY.replace('169.254.169.254', '169.254.0.0/16') },
    squid: DEFAULT_ACCESS,
    firewall: ONLY_EXEMPT,
    expect: { causes: ['no-proxy-read-differently'], never: ['no-proxy-incomplete', 'direct-route-blocked'], exit: 0 },
  },
  {
    name: 'proxy-not-configured',
    title: 'Only git knows the proxy, which is the only way out',
    profile: LAPTOP,
    files: GIT_KNOWS_THE_PROXY,
    squid: DEFAULT_ACCESS,
    firewall: NOTHING_DIRECT,
    expect: { causes: ['proxy-not-configured'], never: ['no-direct-egress', 'proxy-unreachable', 'path-rejected'], exit: 1 },
  },
  {
    name: 'proxy-not-configured-for-vs-code',
    symptom: 'vscode',
    title: 'Extensions do not install; only npm knows the proxy, which is the only way out',
    profile: LAPTOP,
    files: { '.npmrc': `https-proxy=${URL_OF_PROXY}\n` },
    squid: DEFAULT_ACCESS,
    firewall: NOTHING_DIRECT,
    expect: { causes: ['proxy-not-configured'], never: ['no-direct-egress', 'proxy-unreachable', 'redirect-target-blocked'], exit: 1 },
  },
  {
    name: 'proxy-not-needed',
    title: 'Git knows a proxy, and everything is open without it',
    profile: LAPTOP,
    files: GIT_KNOWS_THE_PROXY,
    squid: DEFAULT_ACCESS,
    expect: { causes: [], never: ['proxy-not-configured', 'no-direct-egress'], exit: 0 },
  },
  {
    name: 'proxy-of-git-is-gone',
    title: 'Git knows a proxy that is no longer there, and nothing is open without one',
    profile: LAPTOP,
    files: GIT_KNOWS_THE_PROXY,
    firewall: NOTHING_DIRECT,
    expect: { causes: ['no-direct-egress'], never: ['proxy-not-configured', 'proxy-unreachable'], exit: 1 },
  },
];

function bothCases(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => [[name, value] as const, [name.toLowerCase(), value] as const]),
  );
}
