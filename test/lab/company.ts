/** The addresses and names of the lab's company, and its users' command lines. */
import type { Profile } from '../../src/model/profile.ts';

export const CUSTOMER = '10.20.0.10';
export const FIREWALL_INSIDE = '10.20.0.1';
/** The same two addresses behind the NAT of a carrier. */
export const CARRIER_CUSTOMER = '100.64.20.10';
export const CARRIER_FIREWALL = '100.64.20.1';
export const FIREWALL_OUTSIDE = '203.0.113.1';
export const INTERNET = '203.0.113.2';
export const RESOLVER = '203.0.113.53';
export const SECOND_RESOLVER = '203.0.113.54';

/** The proxy runs on the firewall. What the firewall forwards for the customer and what the proxy sends are controlled separately. */
export const PROXY = { host: 'proxy.corp.example', address: FIREWALL_INSIDE, port: 3128 } as const;
/** The SOCKS proxy on the same machine. */
export const SOCKS_PORT = 1080;
export const PROXY_LOGIN = { user: 'svc-runner', password: 'winter-2026' } as const;

/** The Kerberos realm of the company. */
export const REALM = 'CORP.EXAMPLE';

/** The profile as a user would type it. */
export function flagsOf(profile: Profile): string[] {
  const one = (flag: string, value: string | null): string[] => (value === null ? [] : [flag, value]);
  const many = (flag: string, values: readonly string[]): string[] => values.flatMap((value) => [flag, value]);
  return [
    ...one('--from', profile.from),
    ...one('--runner', profile.runner),
    ...one('--edition', profile.edition ?? null),
    ...one('--runner-domain', profile.runnerDomain ?? null),
    ...many('--region', profile.regions),
    ...one('--account', profile.account),
    ...many('--ide', profile.ide),
    ...many('--scm', profile.scm),
    ...many('--sso', profile.sso),
    ...many('--registry', profile.registry),
    ...many('--metrics', profile.metrics),
    ...many('--yes-to', profile.consents),
  ];
}
