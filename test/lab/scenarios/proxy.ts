/** Squid on the firewall. Without it, only the documented NO_PROXY exceptions can be reached. */
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { INTERNET, PROXY, PROXY_LOGIN, SOCKS_PORT } from '../company.ts';
import { DEFAULT_ACCESS, LOGIN_FIRST, NTLM_FIRST } from '../proxy.ts';
import type { FilterRule, LabScenario } from '../scenario.ts';
import { SOCKS_FOR_ALL } from '../socks.ts';

/** Only AWS and the management plane, which the documented list exempts, can be reached without the proxy. */
export const ONLY_EXEMPT: readonly FilterRule[] = [
  'ct state established,related accept',
  'udp dport 53 accept',
  'ip daddr { <app.gitpod.io>, 52.94.0.0/16, 169.254.169.254 } accept',
  'reject with icmp admin-prohibited',
];

export function behindProxy(login = '', port: number = PROXY.port, host: string = PROXY.host): Record<string, string> {
  const url = `http://${login === '' ? '' : `${login}@`}${host}:${port}`;
  return { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: DOCUMENTED_NO_PROXY };
}

function enterprise(scenario: Omit<LabScenario, 'profile'>): LabScenario {
  return { profile: ENTERPRISE_RUNNER, environment: behindProxy(), firewall: ONLY_EXEMPT, ...scenario };
}

/** The same network with a SOCKS proxy. */
function behindSocks(scenario: Omit<LabScenario, 'profile'>, scheme = 'socks5h', login = ''): LabScenario {
  const url = `${scheme}://${login}${PROXY.host}:${SOCKS_PORT}`;
  return enterprise({ ...scenario, environment: { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: DOCUMENTED_NO_PROXY } });
}

/** NO_PROXY does not exempt AWS, and AWS is closed to direct connections. */
const BEHIND_PROXY_ALONE: Pick<LabScenario, 'squid' | 'environment' | 'firewall'> = {
  squid: DEFAULT_ACCESS,
  environment: { ...behindProxy(), NO_PROXY: '.internal,169.254.169.254,app.gitpod.io' },
  firewall: ['ct state established,related accept', 'udp dport 53 accept', 'ip daddr { <app.gitpod.io>, 169.254.169.254 } accept', 'drop'],
};

const LOGIN = `${PROXY_LOGIN.user}:${PROXY_LOGIN.password}@`;

export const PROXIES: readonly LabScenario[] = [
  behindSocks({
    name: 'socks-healthy',
    title: 'A SOCKS proxy lets an enterprise runner through',
    socks: SOCKS_FOR_ALL,
    expect: { causes: [], never: ['socks-refuses', 'socks-lookup-fails', 'proxy-variable-invalid'], exit: 0 },
  }),
  behindSocks(
    {
      name: 'socks-login-accepted',
      title: 'The SOCKS proxy asks for a login, and the right one is configured',
      socks: 'login',
      expect: { causes: [], never: ['socks-refuses', 'socks-lookup-fails'], exit: 0 },
    },
    'socks5',
    LOGIN,
  ),
  behindSocks(
    {
      name: 'socks-login-rejected',
      title: 'The SOCKS proxy asks for a login, and the configured password is last year’s',
      socks: 'login',
      expect: {
        causes: ['socks-refuses'],
        never: ['socks-lookup-fails', 'proxy-rejects-credentials', 'proxy-unreachable'],
        says: ['refuses them or requires another login method'],
        exit: 1,
      },
    },
    'socks5',
    `${PROXY_LOGIN.user}:autumn-2025@`,
  ),
  behindSocks({
    name: 'socks-requires-login',
    title: 'The SOCKS proxy asks for a login, and none is configured',
    socks: 'login',
    expect: {
      causes: ['socks-refuses'],
      never: ['proxy-requires-login', 'proxy-unreachable'],
      says: ['accepts no connection without a login'],
      exit: 1,
    },
  }),
  behindSocks({
    name: 'socks-refuses',
    title: 'The rules of the SOCKS proxy do not allow one host',
    socks: ['socks block { from: 0.0.0.0/0 to: releases.gitpod.io }', ...SOCKS_FOR_ALL],
    expect: { causes: ['socks-refuses'], never: ['socks-lookup-fails', 'proxy-unreachable'], says: ['code 2'], exit: 1 },
  }),
  behindSocks({
    name: 'socks-port-closed',
    title: 'The SOCKS proxy does not run',
    expect: { causes: ['proxy-unreachable'], never: ['socks-refuses'], exit: 1 },
  }),
  behindSocks(
    {
      name: 'socks-lookup-fails',
      title: 'The variable leaves the lookup to programs, and the resolver does not know one public name',
      socks: SOCKS_FOR_ALL,
      resolver: { names: { 'releases.gitpod.io': null } },
      expect: { causes: ['socks-lookup-fails'], never: ['name-not-found', 'socks-refuses'], exit: 0 },
    },
    'socks5',
  ),
  behindSocks(
    {
      name: 'socks-lookup-fails-for-git',
      title: 'git looks the host of the source code up itself, and the resolver does not know it',
      // The runner itself is online, and no symptom is about git alone.
      symptom: 'whole-list',
      socks: SOCKS_FOR_ALL,
      resolver: { names: { 'github.com': null } },
      expect: {
        causes: ['socks-lookup-fails'],
        never: ['name-not-found', 'socks-refuses', 'proxy-unreachable'],
        says: ['undici and node do not know socks5h://'],
        exit: 1,
      },
    },
    'socks5',
  ),
  behindSocks({
    name: 'socks-name-unknown-here',
    title: 'The variable leaves every lookup to the proxy, and the resolver does not know the host of the source code',
    socks: SOCKS_FOR_ALL,
    resolver: { names: { 'github.com': null } },
    expect: { causes: [], never: ['socks-lookup-fails', 'socks-refuses', 'name-not-found'], exit: 0 },
  }),
  enterprise({
    name: 'proxy-healthy',
    title: 'An enterprise runner behind a proxy that lets it through',
    squid: DEFAULT_ACCESS,
    expect: { causes: [], never: ['no-proxy-read-differently', 'proxy-not-configured'], exit: 0 },
  }),
  enterprise({
    name: 'proxy-login-accepted',
    title: 'The proxy asks for a login, and the right one is configured',
    squid: [...LOGIN_FIRST, ...DEFAULT_ACCESS],
    environment: behindProxy(`${PROXY_LOGIN.user}:${PROXY_LOGIN.password}`),
    expect: { causes: [], never: [], exit: 0 },
  }),
  enterprise({
    name: 'proxy-requires-login',
    title: 'The proxy asks for a login, but no login is configured',
    squid: [...LOGIN_FIRST, ...DEFAULT_ACCESS],
    expect: {
      causes: ['proxy-requires-login'],
      never: ['proxy-rejects-credentials', 'proxy-login-scheme-unsupported', 'proxy-refuses-everything'],
      exit: 1,
    },
  }),
  enterprise({
    name: 'proxy-rejects-credentials',
    title: 'The configured password is last year’s',
    squid: [...LOGIN_FIRST, ...DEFAULT_ACCESS],
    environment: behindProxy(`${PROXY_LOGIN.user}:autumn-2025`),
    expect: { causes: ['proxy-rejects-credentials'], never: ['proxy-requires-login', 'proxy-refuses-everything'], exit: 1 },
  }),
  enterprise({
    name: 'proxy-login-scheme-unsupported',
    title: 'The proxy asks for a login by NTLM alone',
    squid: [...NTLM_FIRST, ...DEFAULT_ACCESS],
    expect: { causes: ['proxy-login-scheme-unsupported'], never: ['proxy-requires-login', 'proxy-rejects-credentials'], exit: 1 },
  }),
  {
    name: 'proxy-refuses-port',
    title: 'Squid as installed: CONNECT to 443 passes and to 8443 does not',
    profile: STANDARD_RUNNER,
    squid: DEFAULT_ACCESS,
    environment: behindProxy(),
    expect: { causes: ['proxy-refuses-port'], never: ['proxy-refuses-host', 'gateway-port-blocked'], exit: 1 },
  },
  {
    name: 'gateway-cannot-use-proxy',
    title: 'A standard runner whose only way out is a proxy, even one that lets 8443 through',
    profile: STANDARD_RUNNER,
    squid: ['acl SSL_ports port 443 8443', ...DEFAULT_ACCESS],
    environment: { ...behindProxy(), NO_PROXY: '.internal,169.254.169.254' },
    firewall: ['udp dport 53 accept', 'ct state established,related accept', 'drop'],
    expect: { causes: ['gateway-cannot-use-proxy'], never: ['gateway-udp-refused', 'proxy-refuses-port'], exit: 3 },
  },
  enterprise({
    name: 'no-proxy-incomplete',
    title: 'NO_PROXY lacks what the documented list exempts, which is open directly',
    squid: DEFAULT_ACCESS,
    environment: { ...behindProxy(), NO_PROXY: '.internal,169.254.169.254' },
    expect: { causes: ['no-proxy-incomplete'], never: ['direct-route-blocked'], exit: 1 },
  }),
  {
    ...BEHIND_PROXY_ALONE,
    name: 'aws-2026-direct-blocked',
    title: 'A new AWS runner behind a proxy that lets it through, where nothing but the management plane is open directly',
    profile: { ...ENTERPRISE_RUNNER, edition: 'aws-runner-2026' },
    expect: {
      causes: ['aws-endpoint-blocked'],
      never: ['direct-route-blocked', 'no-direct-egress', 'no-proxy-incomplete'],
      says: ['the runner connects to these services without it'],
      exit: 1,
    },
  },
  {
    ...BEHIND_PROXY_ALONE,
    name: 'document-direct-blocked',
    title: 'The same network with an enterprise runner of the document, which takes the proxy to AWS as well',
    profile: ENTERPRISE_RUNNER,
    // Whether NO_PROXY is right for AWS stays inconclusive.
    expect: { causes: [], never: ['aws-endpoint-blocked', 'direct-route-blocked'], exit: 3 },
  },
  enterprise({
    name: 'proxy-refuses-host',
    symptom: 'whole-list',
    title: 'One host is on the proxy’s block list',
    squid: ['acl blocked dstdomain releases.gitpod.io', 'http_access deny blocked', ...DEFAULT_ACCESS],
    expect: { causes: ['proxy-refuses-host'], never: ['proxy-refuses-port', 'proxy-refuses-everything'], exit: 1 },
  }),
  enterprise({
    name: 'proxy-step-login',
    title: 'Only the proxy is looked at, and it asks for a login',
    areas: ['proxy'],
    squid: [...LOGIN_FIRST, ...DEFAULT_ACCESS],
    expect: { causes: ['proxy-requires-login'], never: ['proxy-refuses-everything', 'proxy-unreachable'], exit: 1 },
  }),
  enterprise({
    name: 'proxy-step-one-host-refused',
    title: 'Only the proxy is looked at, and the first host that it is asked for is on its block list',
    areas: ['proxy'],
    squid: ['acl blocked dstdomain .gitpod.io .gitpod.dev', 'http_access deny blocked', ...DEFAULT_ACCESS],
    expect: { causes: ['proxy-refuses-host'], never: ['proxy-refuses-everything', 'proxy-unreachable', 'proxy-requires-login'], exit: 0 },
  }),
  enterprise({
    name: 'proxy-refuses-everything',
    title: 'The customer’s machine is in no access rule of the proxy',
    squid: ['http_access deny all'],
    expect: { causes: ['proxy-refuses-everything'], never: ['proxy-refuses-host', 'proxy-refuses-port'], exit: 1 },
  }),
  enterprise({
    name: 'proxy-cannot-reach-upstream',
    title: 'The proxy has no way out, and learns so at once',
    squid: DEFAULT_ACCESS,
    behindProxy: ['oifname "wan" tcp dport { 443, 8443 } reject'],
    expect: { causes: ['proxy-cannot-reach-upstream'], never: ['proxy-unreachable', 'service-unhealthy'], exit: 1 },
  }),
  enterprise({
    name: 'proxy-cannot-resolve-one-host',
    title: 'The proxy finds no address for one host',
    squid: DEFAULT_ACCESS,
    resolver: { names: { 'releases.gitpod.io': null } },
    expect: { causes: ['proxy-cannot-reach-upstream'], never: ['name-not-found', 'proxy-refuses-host', 'service-unhealthy'], exit: 1 },
  }),
  enterprise({
    name: 'proxy-waits-for-upstream',
    title: 'What the proxy sends vanishes, so that it answers no CONNECT in time',
    squid: DEFAULT_ACCESS,
    behindProxy: ['oifname "wan" tcp dport { 443, 8443 } drop'],
    expect: { causes: ['proxy-cannot-reach-upstream'], never: ['proxy-unreachable', 'service-unhealthy'], exit: 1 },
  }),
  enterprise({
    name: 'proxy-port-closed',
    title: 'The configured port is not the proxy’s',
    squid: DEFAULT_ACCESS,
    environment: behindProxy('', 8080),
    expect: { causes: ['proxy-unreachable'], never: ['proxy-cannot-reach-upstream', 'no-network'], exit: 1 },
  }),
  enterprise({
    name: 'proxy-name-unknown',
    title: 'The proxy’s name does not resolve',
    squid: DEFAULT_ACCESS,
    resolver: { names: { [PROXY.host]: null } },
    expect: { causes: ['proxy-unreachable'], never: ['resolver-silent', 'no-network'], exit: 1 },
  }),
  enterprise({
    name: 'proxy-silent',
    title: 'What is sent to the configured proxy vanishes',
    environment: behindProxy('', PROXY.port, INTERNET),
    firewall: [`ip daddr ${INTERNET} drop`, ...ONLY_EXEMPT],
    expect: { causes: ['proxy-unreachable'], never: ['proxy-cannot-reach-upstream', 'no-network', 'no-direct-egress'], exit: 1 },
  }),
  enterprise({
    name: 'proxy-parent-down',
    title: 'The proxy hands everything to another proxy, which is down',
    squid: ['cache_peer 127.0.0.1 parent 3129 0 no-query', 'never_direct allow all', ...DEFAULT_ACCESS],
    expect: { causes: ['proxy-cannot-reach-upstream'], never: ['proxy-unreachable', 'service-unhealthy'], exit: 1 },
  }),
];
