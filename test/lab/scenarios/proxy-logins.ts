/**
 * Proxy logins other than Basic for everything: Kerberos with a realm, Digest, a login for some hosts only, an account without permission.
 */
import { ENTERPRISE_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { FIREWALL_INSIDE, INTERNET, PROXY, PROXY_LOGIN } from '../company.ts';
import { IN_REALM, krb5Conf } from '../kerberos.ts';
import { DEFAULT_ACCESS, DIGEST_FIRST, LOCKED_FIRST, LOGIN_FIRST, LOGIN_FOR_ONE, NEGOTIATE_FIRST, OTHER_ACCOUNT } from '../proxy.ts';
import type { LabScenario } from '../scenario.ts';
import { behindProxy, ONLY_EXEMPT } from './proxy.ts';

type Told = Pick<LabScenario, 'name' | 'title' | 'expect'> &
  Required<Pick<LabScenario, 'kerberos'>> &
  Partial<Pick<LabScenario, 'profile'>>;

/** A runner of the realm behind a proxy that accepts only Kerberos. */
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

/** A runner behind a proxy whose login the scenario defines. */
function behindLogin(scenario: Omit<LabScenario, 'profile'>): LabScenario {
  return { profile: ENTERPRISE_RUNNER, environment: behindProxy(), firewall: ONLY_EXEMPT, ...scenario };
}

const MAY_LOG_IN: LabScenario['profile'] = { ...ENTERPRISE_RUNNER, consents: [...ENTERPRISE_RUNNER.consents, 'proxy-login'] };

const TICKET_CAUSES = ['kerberos-ticket-missing', 'kerberos-ticket-expired', 'kerberos-kdc-unreachable'] as const;

export const PROXY_LOGINS: readonly LabScenario[] = [
  inRealm(
    {
      name: 'proxy-ticket-accepted',
      title: 'The proxy takes Kerberos, and a helper on this machine logs in with its ticket',
      kerberos: { ticket: 'valid', helper: true },
      expect: { causes: [], never: [...TICKET_CAUSES, 'proxy-refuses-ticket', 'proxy-login-scheme-unsupported'], exit: 0 },
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
    name: 'proxy-ticket-works-with-curl',
    title: 'The proxy takes Kerberos, and curl may and can log in with the ticket of this machine',
    profile: MAY_LOG_IN,
    kerberos: { ticket: 'valid' },
    expect: { causes: ['proxy-login-scheme-unsupported'], never: [...TICKET_CAUSES, 'proxy-refuses-ticket'], exit: 1 },
  }),
  inRealm({
    name: 'proxy-refuses-ticket',
    title: 'The proxy takes Kerberos, and its keytab is older than its key in the realm',
    profile: MAY_LOG_IN,
    kerberos: { ticket: 'valid', keytab: 'old' },
    expect: {
      causes: ['proxy-refuses-ticket'],
      never: [...TICKET_CAUSES, 'proxy-login-scheme-unsupported'],
      says: [`curl got a ticket for HTTP/${PROXY.host} and sent it`],
      exit: 1,
    },
  }),
  inRealm(
    {
      name: 'proxy-unknown-to-realm',
      title: 'The proxy takes Kerberos, and is configured by its address, which the realm does not know',
      profile: MAY_LOG_IN,
      kerberos: { ticket: 'valid' },
      expect: {
        causes: ['proxy-refuses-ticket'],
        never: [...TICKET_CAUSES, 'proxy-login-scheme-unsupported'],
        says: [`HTTP/${PROXY.address} does not exist in CORP.EXAMPLE`],
        exit: 1,
      },
    },
    { proxyHost: PROXY.address },
  ),
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
      never: ['kerberos-ticket-missing', 'kerberos-kdc-unreachable', 'proxy-login-scheme-unsupported', 'proxy-refuses-ticket'],
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
  behindLogin({
    name: 'proxy-refuses-account',
    title: 'The proxy accepts the login, and one host is for another account',
    squid: [...LOGIN_FIRST, ...OTHER_ACCOUNT, ...DEFAULT_ACCESS],
    environment: behindProxy(`${PROXY_LOGIN.user}:${PROXY_LOGIN.password}`),
    expect: {
      causes: ['proxy-refuses-account'],
      never: ['proxy-rejects-credentials', 'proxy-refuses-host', 'proxy-login-for-some-hosts'],
      says: ['which the proxy refuses without a login'],
      exit: 1,
    },
  }),
  behindLogin({
    name: 'proxy-account-locked',
    title: 'The proxy accepts the login at first, and then the account is locked',
    squid: [...LOCKED_FIRST, ...DEFAULT_ACCESS],
    // Otherwise the first second would contain every check.
    conditions: { connectDelay: 600 },
    environment: behindProxy(`${PROXY_LOGIN.user}:${PROXY_LOGIN.password}`),
    expect: {
      causes: ['proxy-refuses-account'],
      never: ['proxy-rejects-credentials', 'proxy-requires-login', 'proxy-login-for-some-hosts'],
      says: ['it answered 407 to the same request with the same login'],
      exit: 1,
    },
  }),
  behindLogin({
    name: 'proxy-login-for-some-hosts',
    title: 'The proxy asks for a login for one host only, and none is configured',
    squid: [...LOGIN_FOR_ONE, ...DEFAULT_ACCESS],
    expect: {
      causes: ['proxy-login-for-some-hosts'],
      never: ['proxy-requires-login', 'proxy-rejects-credentials', 'proxy-refuses-account', 'proxy-refuses-host'],
      says: ['Please exempt '],
      exit: 1,
    },
  }),
  behindLogin({
    name: 'proxy-login-for-some-hosts-accepted',
    title: 'The proxy asks for a login for one host only, and the right one is configured',
    squid: [...LOGIN_FOR_ONE, ...DEFAULT_ACCESS],
    environment: behindProxy(`${PROXY_LOGIN.user}:${PROXY_LOGIN.password}`),
    expect: { causes: [], never: ['proxy-login-for-some-hosts', 'proxy-refuses-account'], exit: 0 },
  }),
  behindLogin({
    name: 'proxy-login-for-some-hosts-rejected',
    title: 'The proxy asks for a login for one host only, and the configured password is last year’s',
    squid: [...LOGIN_FOR_ONE, ...DEFAULT_ACCESS],
    environment: behindProxy(`${PROXY_LOGIN.user}:autumn-2025`),
    expect: {
      causes: ['proxy-rejects-credentials'],
      never: ['proxy-login-for-some-hosts', 'proxy-refuses-account', 'proxy-requires-login'],
      exit: 1,
    },
  }),
  behindLogin({
    name: 'proxy-login-digest',
    title: 'The proxy asks for a login by Digest alone, and a password for Basic is configured',
    squid: [...DIGEST_FIRST, ...DEFAULT_ACCESS],
    environment: behindProxy(`${PROXY_LOGIN.user}:${PROXY_LOGIN.password}`),
    expect: {
      causes: ['proxy-login-scheme-unsupported'],
      never: ['proxy-requires-login', 'proxy-rejects-credentials', 'proxy-refuses-account'],
      exit: 1,
    },
  }),
];
