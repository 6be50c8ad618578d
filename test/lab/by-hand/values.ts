/** The values of placeholders in the lab. */
import { GATEWAY_ADDRESSES } from '../../../src/catalog/gateway.ts';
import { STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { FIREWALL_INSIDE, PROXY, PROXY_LOGIN, RESOLVER, SECOND_RESOLVER, SOCKS_PORT } from '../company.ts';
import { populationOf } from '../internet/inhabitants.ts';

export const RELEASES = 'releases.gitpod.io';
export const MARKETPLACE = 'marketplace.visualstudio.com';
export const ECR = 'public.ecr.aws';

const RELEASE = `https://${RELEASES}/cli/stable`;
export const MANIFEST = `${RELEASE}/manifest.json`;
export const BINARY = `${RELEASE}/gitpod-linux-amd64`;

export const WITH_PROXY = {
  proxy: `${PROXY.host}:${PROXY.port}`,
  'proxy host': PROXY.host,
  'proxy port': String(PROXY.port),
  host: RELEASES,
  'another host': ECR,
  user: PROXY_LOGIN.user,
  password: PROXY_LOGIN.password,
} as const;

export const WITH_SOCKS = { ...WITH_PROXY, proxy: `${PROXY.host}:${SOCKS_PORT}`, 'proxy port': String(SOCKS_PORT) } as const;

export const ONE_HOST = { host: RELEASES, 'another host': ECR, port: '443' } as const;
export const ON_MARKETPLACE = { host: MARKETPLACE, port: '443' } as const;

export const RESOLVERS = { resolver: RESOLVER, 'another resolver': SECOND_RESOLVER } as const;

/** The web server of proxy scripts. */
export const SCRIPT = { 'script url': 'http://pac.corp.example/proxy.pac', 'script host': 'pac.corp.example' } as const;

/** The address of a host on the lab's internet. */
export function addressOf(host: string): string {
  return populationOf(STANDARD_RUNNER).addresses.get(host) ?? '';
}

export const GATEWAY = {
  'gateway address': GATEWAY_ADDRESSES[0] ?? '',
  'another gateway address': GATEWAY_ADDRESSES[1] ?? '',
  'gateway host address': addressOf('us01.gitpod.dev'),
  router: FIREWALL_INSIDE,
  firewall: FIREWALL_INSIDE,
} as const;
