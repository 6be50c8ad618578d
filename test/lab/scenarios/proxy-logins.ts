/** Logins at the proxy beyond Basic for everything: Kerberos, with a realm of its own. */
import { ENTERPRISE_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { FIREWALL_INSIDE, INTERNET, PROXY } from '../company.ts';
import { IN_REALM, krb5Conf } from '../kerberos.ts';
import { DEFAULT_ACCESS, NEGOTIATE_FIRST } from '../proxy.ts';
import type { LabScenario } from '../scenario.ts';
import { behindProxy, ONLY_EXEMPT } from './proxy.ts';

type Told = Pick<LabScenario, 'name' | 'title' | 'expect'> & Required<Pick<LabScenario, 'kerberos'>>;

/** A runner of the realm behind a proxy that takes Kerberos alone. */
function inRealm(scenario: Told, { kdc = FIREWALL_INSIDE as string, proxyHost = PROXY.host as string } = {}): LabScenario {
  return {
    profile: ENTERPRISE_RUNNER,
    environment: { ...behindProxy('', PROXY.port, proxyHost), ...IN_REALM },
    firewall: ONLY_EXEMPT,
    squid: [...NEGOTIATE_FIRST, ...DEFAULT_ACCESS],
    files: { 'krb5.conf': krb5Conf(kdc) },
    ...scenario,
  };
}

const TICKET_CAUSES = ['kerberos-ticket-missing', 'kerberos-ticket-expired', 'kerberos-kdc-unreachable'] as const;

export const PROXY_LOGINS: readonly LabScenario[] = [
  inRealm(
    {
      name: 'proxy-ticket-accepted',
      title: 'The proxy takes Kerberos, and a helper on this machine logs in with its ticket',
      kerberos: { ticket: 'valid', helper: true },
      expect: { causes: [], never: [...TICKET_CAUSES, 'proxy-login-scheme-unsupported'], exit: 0 },
    },
    { proxyHost: '127.0.0.1' },
  ),
  inRealm({
    name: 'proxy-ticket-unused',
    title: 'The proxy takes Kerberos, and the ticket of this machine is of no use to its programs',
    kerberos: { ticket: 'valid' },
    expect: { causes: ['proxy-login-scheme-unsupported'], never: TICKET_CAUSES, exit: 1 },
  }),
  inRealm({
    name: 'kerberos-ticket-missing',
    title: 'The proxy takes Kerberos, and this machine of the realm has no ticket',
    kerberos: { ticket: 'none' },
    expect: {
      causes: ['kerberos-ticket-missing'],
      never: ['kerberos-ticket-expired', 'kerberos-kdc-unreachable', 'proxy-login-scheme-unsupported', 'proxy-refuses-everything'],
      says: ['A KDC of CORP.EXAMPLE answers'],
      exit: 1,
    },
  }),
  inRealm({
    name: 'kerberos-ticket-expired',
    title: 'The proxy takes Kerberos, and the ticket of this machine has expired',
    kerberos: { ticket: 'expired' },
    expect: {
      causes: ['kerberos-ticket-expired'],
      never: ['kerberos-ticket-missing', 'kerberos-kdc-unreachable', 'proxy-login-scheme-unsupported'],
      says: ['The ticket of svc-runner in CORP.EXAMPLE ended'],
      exit: 1,
    },
  }),
  inRealm(
    {
      name: 'kerberos-kdc-unreachable',
      title: 'The proxy takes Kerberos, and a firewall keeps this machine from the KDC',
      kerberos: { ticket: 'none' },
      expect: {
        causes: ['kerberos-kdc-unreachable'],
        never: ['kerberos-ticket-missing', 'kerberos-ticket-expired', 'proxy-login-scheme-unsupported'],
        says: [`${INTERNET}:88`],
        exit: 1,
      },
    },
    { kdc: INTERNET },
  ),
];
