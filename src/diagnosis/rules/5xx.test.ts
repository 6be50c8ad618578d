/** The gateway. If one of these fails, silence is reported as a block, or a port is opened that a Standard runner cannot use anyway. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { fails, type SessionBuilder, session } from '../testing/session.ts';
import { portDropped } from './302-port-dropped.ts';
import { nameFilteredInTls } from './304-name-filtered-in-tls.ts';
import { gatewayPortBlocked } from './501-gateway-port-blocked.ts';
import { gatewaySubdomainsBlocked } from './502-gateway-subdomains-blocked.ts';
import { gatewayUdpRefused } from './503-gateway-udp-refused.ts';
import { gatewayUdpSilent } from './504-gateway-udp-silent.ts';
import { gatewayUdpPartlyOpen } from './505-gateway-udp-partly-open.ts';
import { gatewayAddressesDrifted } from './506-gateway-addresses-drifted.ts';
import { gatewayNotNeeded } from './507-gateway-not-needed.ts';
import { gatewayCannotUseProxy } from './508-gateway-cannot-use-proxy.ts';

const APEX = 'https://us01.gitpod.dev:8443/';
const BELOW = 'https://api.us01.gitpod.dev:8443/';
const ADDRESSES = ['35.171.240.32', '13.216.138.24', '44.223.157.13', '54.163.142.39', '35.171.31.215'];
const row = { requirement: 'gateway.https-8443' };
const below = { requirement: 'gateway.subdomains-8443' };
const RULES = [
  portDropped,
  nameFilteredInTls,
  gatewayPortBlocked,
  gatewaySubdomainsBlocked,
  gatewayUdpRefused,
  gatewayUdpSilent,
  gatewayUdpPartlyOpen,
  gatewayCannotUseProxy,
];

const udp = (built: SessionBuilder, kinds: readonly (Parameters<typeof fails>[0] | null)[]) =>
  kinds.reduce((each, kind, index) => each.udp(ADDRESSES[index] ?? '', kind === null ? undefined : fails(kind)), built);

describe('GD501 gateway-port-blocked', () => {
  test('is certain when the same host answers on port 443', () => {
    const built = session()
      .https(APEX, fails('tcp.timeout'), row)
      .control('port-443', 'https://us01.gitpod.dev/', undefined, row)
      .https('app.gitpod.io')
      .build();
    expect(onlyClaim(gatewayPortBlocked, built)).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], evidence: ['o2'] });
    expect(rootCauses(RULES, built)).toEqual(['gateway-port-blocked']);
  });

  test('gives one likely finding for both requirements when other hosts answer on port 443', () => {
    const built = session().https(APEX, fails('tcp.refused'), row).https(BELOW, fails('tcp.refused'), below).https('app.gitpod.io').build();
    const claim = onlyClaim(gatewayPortBlocked, built);
    expect(claim).toMatchObject({ confidence: 'likely', accountsFor: ['o1', 'o2'] });
    expect(wordsOf(gatewayPortBlocked, claim)).toContain('allow outbound TCP 8443 to *.us01.gitpod.dev');
  });

  test('fires when TLS is cut off on 8443 but passes on 443 of the same host', () => {
    const built = session().https(APEX, fails('tls.reset'), row).control('port-443', 'https://us01.gitpod.dev/', undefined, row).build();
    expect(wordsOf(gatewayPortBlocked, onlyClaim(gatewayPortBlocked, built))).toContain('TLS is cut');
  });

  test('does not fire when TLS is cut off on 443 as well', () => {
    const built = session().https(APEX, fails('tls.reset'), row).https('app.gitpod.io', fails('tls.reset')).build();
    expect(claimsOf(gatewayPortBlocked, built)).toEqual([]);
  });

  test('defers to port-dropped when port 443 does not answer either', () => {
    const built = session().https(APEX, fails('tcp.timeout'), row).https('app.gitpod.io', fails('tcp.timeout')).build();
    expect(claimsOf(gatewayPortBlocked, built)).toEqual([]);
  });

  test('defers to proxy-refuses-port when the proxy refuses CONNECT', () => {
    const built = session().proxy('http://proxy.corp:3128').https(APEX, fails('tunnel.4xx'), row).https('app.gitpod.io').build();
    expect(claimsOf(gatewayPortBlocked, built)).toEqual([]);
  });

  test('defers to name-filtered-in-tls when another name passes at the same address and port', () => {
    const built = session()
      .https(APEX, fails('tls.reset'), row)
      .control('neutral-name', APEX, fails('tls.name-mismatch'), row)
      .control('port-443', 'https://us01.gitpod.dev/', undefined, row)
      .build();
    expect(rootCauses(RULES, built)).toEqual(['name-filtered-in-tls']);
  });
});

describe('GD502 gateway-subdomains-blocked', () => {
  test('is certain when the apex and a neutral name pass but the handshake with a subdomain is cut off', () => {
    const built = session()
      .https(APEX, undefined, row)
      .https(BELOW, fails('tls.reset'), below)
      .control('neutral-name', BELOW, fails('tls.name-mismatch'), below)
      .build();
    const claim = onlyClaim(gatewaySubdomainsBlocked, built);
    expect(claim).toMatchObject({ subject: '*.us01.gitpod.dev:8443', confidence: 'certain', accountsFor: ['o2'], evidence: ['o1'] });
    expect(rootCauses(RULES, built)).toEqual(['gateway-subdomains-blocked']);
  });

  test('is likely when only the lookups of subdomains fail', () => {
    const built = session()
      .https(APEX, undefined, row)
      .https(BELOW, fails('dns.servfail'), below)
      .dns('api.us01.gitpod.dev', 'dns.unavailable', 'dns.servfail', below)
      .build();
    expect(onlyClaim(gatewaySubdomainsBlocked, built)).toMatchObject({ confidence: 'likely', accountsFor: ['o2', 'o3'] });
  });

  test('defers to gateway-port-blocked when the apex fails as well', () => {
    const built = session().https(APEX, fails('tcp.timeout'), row).https(BELOW, fails('tcp.timeout'), below).https('app.gitpod.io').build();
    expect(claimsOf(gatewaySubdomainsBlocked, built)).toEqual([]);
  });

  test('does not fire for NXDOMAIN, because the invented subdomain need not exist', () => {
    const built = session()
      .https(APEX, undefined, row)
      .https(BELOW, fails('dns.nxdomain'), { ...below, nameIsOurs: true })
      .build();
    expect(claimsOf(gatewaySubdomainsBlocked, built)).toEqual([]);
  });
});

describe('the check of UDP 4242 at the gateway', () => {
  test('gives a likely GD503 when every address refuses, because the servers may have moved', () => {
    const built = udp(session(), ['udp.refused', 'udp.refused', 'udp.refused', 'udp.refused', 'udp.refused']).build();
    const claim = onlyClaim(gatewayUdpRefused, built);
    expect(claim).toMatchObject({ confidence: 'likely', accountsFor: ['o1', 'o2', 'o3', 'o4', 'o5'] });
    expect(wordsOf(gatewayUdpRefused, claim)).toContain('gitpod: ');
  });

  test('gives a certain GD503 for an ICMP prohibition, which also explains addresses that do not answer', () => {
    const built = udp(session(), ['udp.rejected', 'udp.silent']).build();
    expect(onlyClaim(gatewayUdpRefused, built)).toMatchObject({ confidence: 'certain', accountsFor: ['o1', 'o2'] });
    expect(rootCauses(RULES, built)).toEqual(['gateway-udp-refused']);
  });

  test('gives only a possible GD504 when no address answers, and does not call the port blocked', () => {
    const built = udp(session(), ['udp.silent', 'udp.silent', 'udp.silent', 'udp.silent', 'udp.silent']).build();
    const claim = onlyClaim(gatewayUdpSilent, built);
    expect(claim.confidence).toBe('possible');
    expect(wordsOf(gatewayUdpSilent, claim)).not.toMatch(/block/i);
    expect(wordsOf(gatewayUdpSilent, claim)).toContain('3 datagrams');
  });

  test('gives a likely GD504 only when all of the addresses answered on the baseline network', () => {
    const silent = () => udp(session(), ['udp.silent', 'udp.silent', 'udp.silent', 'udp.silent', 'udp.silent']);
    const claim = (answered: string[]) => onlyClaim(gatewayUdpSilent, silent().baseline({ answered }).build());
    expect(claim([...ADDRESSES])).toMatchObject({ confidence: 'likely', facts: { answeredBefore: true } });
    expect(claim(ADDRESSES.slice(1))).toMatchObject({ confidence: 'possible', facts: { answeredBefore: false } });
  });

  test('gives a likely GD504 when the --far-end host does not answer either, and only a possible GD504 when that host answers', () => {
    const silent = () => udp(session(), ['udp.silent', 'udp.silent', 'udp.silent', 'udp.silent', 'udp.silent']);
    const deaf = onlyClaim(gatewayUdpSilent, silent().farEnd('203.0.113.5', fails('udp.silent')).build());
    expect(deaf).toMatchObject({ confidence: 'likely', facts: { farEnd: 'silent' } });
    const heard = onlyClaim(gatewayUdpSilent, silent().farEnd('203.0.113.5').build());
    expect(heard).toMatchObject({ confidence: 'possible', facts: { farEnd: 'answered' } });
    expect(wordsOf(gatewayUdpSilent, heard)).toContain('at most the gateway’s addresses are blocked');
  });

  test('gives GD504 on Windows, and says that a refusal looks like a timeout there', () => {
    const built = udp(session().host({ platform: 'win32' }), ['udp.silent']).build();
    expect(wordsOf(gatewayUdpSilent, onlyClaim(gatewayUdpSilent, built))).toContain('On Windows');
  });

  test('gives no GD504 when an address refuses or answers, or when this machine cannot send', () => {
    for (const kinds of [['udp.refused', 'udp.silent'], [null, 'udp.silent'], ['udp.local-denied'], ['udp.no-route']] as const) {
      expect(claimsOf(gatewayUdpSilent, udp(session(), kinds).build())).toEqual([]);
    }
  });

  test('gives GD505 with the addresses to allow when only some addresses answer', () => {
    const built = udp(session(), [null, 'udp.silent', null, 'udp.refused', null]).build();
    const claim = onlyClaim(gatewayUdpPartlyOpen, built);
    expect(claim).toMatchObject({ confidence: 'likely', accountsFor: ['o2', 'o4'], evidence: ['o1', 'o3', 'o5'] });
    expect(wordsOf(gatewayUdpPartlyOpen, claim)).toContain('allow outbound UDP 4242 to 54.163.142.39');
    expect(wordsOf(gatewayUdpPartlyOpen, claim)).not.toContain(`allow outbound UDP 4242 to ${ADDRESSES[0]}`);
    expect(rootCauses(RULES, built)).toEqual(['gateway-udp-partly-open']);
  });

  test('gives no GD505 when no address answers', () => {
    expect(claimsOf(gatewayUdpPartlyOpen, udp(session(), ['udp.silent', 'udp.silent']).build())).toEqual([]);
  });
});

describe('GD507 gateway-not-needed', () => {
  test('fires for an Enterprise runner, which does not use the gateway', () => {
    const built = session({ runner: 'enterprise' }).requirement('gateway.udp-4242').build();
    expect(onlyClaim(gatewayNotNeeded, built).requirements).toEqual(['gateway.udp-4242']);
    expect(gatewayNotNeeded.scope).toBe('note');
  });

  test('does not fire for a Standard runner, which needs the gateway', () => {
    expect(claimsOf(gatewayNotNeeded, session({ runner: 'standard' }).requirement('gateway.udp-4242').build())).toEqual([]);
  });
});

describe('GD508 gateway-cannot-use-proxy', () => {
  const proxied = (runner: 'standard' | 'enterprise') =>
    session({ runner }).proxy('http://proxy.corp:3128').https('app.gitpod.io').https(APEX, fails('tunnel.4xx'), row);

  test('gives one finding for all gateway failures when only the proxy reaches the internet', () => {
    const built = udp(proxied('standard'), ['udp.silent', 'udp.silent'])
      .direct()
      .control('other-route', 'app.gitpod.io', fails('tcp.timeout'))
      .control('other-route', APEX, fails('tcp.timeout'))
      .build();
    const claim = onlyClaim(gatewayCannotUseProxy, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o2', 'o3', 'o4'] });
    expect(wordsOf(gatewayCannotUseProxy, claim)).toContain('proxy.corp:3128');
    expect(rootCauses(RULES, built)).toEqual(['gateway-cannot-use-proxy']);
  });

  test('defers to proxy-refuses-port when another host is reached directly', () => {
    const built = proxied('standard').direct().control('other-route', 'app.gitpod.io').build();
    expect(claimsOf(gatewayCannotUseProxy, built)).toEqual([]);
  });

  test('is ruled out by a direct connection to a public address, but not by a connection to a VPC endpoint', () => {
    const built = proxied('standard')
      .direct()
      .https('ec2.us-east-1.amazonaws.com', undefined, { requirement: 'aws.ec2' })
      .control('other-route', APEX, fails('tcp.refused'))
      .build();
    expect(claimsOf(gatewayCannotUseProxy, built)).toEqual([]);
    const internal = proxied('standard')
      .direct()
      .https('ec2.us-east-1.amazonaws.com', { is: 'passed', facts: { addresses: ['10.0.1.7'] } }, { requirement: 'aws.ec2' })
      .control('other-route', APEX, fails('tcp.refused'))
      .build();
    expect(onlyClaim(gatewayCannotUseProxy, internal).confidence).toBe('likely');
  });

  test('defers to gateway-port-blocked when the gateway answers over UDP, which proves direct egress', () => {
    const built = udp(proxied('standard'), [null]).direct().control('other-route', APEX, fails('tcp.timeout')).build();
    expect(claimsOf(gatewayCannotUseProxy, built)).toEqual([]);
  });

  test('does not fire for an Enterprise runner, which does not use the gateway', () => {
    const built = proxied('enterprise').direct().control('other-route', APEX, fails('tcp.timeout')).build();
    expect(claimsOf(gatewayCannotUseProxy, built)).toEqual([]);
  });
});

describe('GD506 gateway-addresses-drifted', () => {
  const NAME = 'lighthouse.us01.gitpod.dev';
  const asked = { role: 'control', purpose: 'lighthouse-name', requirement: 'gateway.udp-4242' } as const;
  const gateway = () => session().https(APEX, undefined, row);

  test('is possible and explains no failure when the name has other addresses but the listed addresses still answer', () => {
    const built = udp(gateway(), [null, null]).dns(NAME, ['52.54.1.1', '35.171.240.32'], ['52.54.1.1'], asked).build();
    const claim = onlyClaim(gatewayAddressesDrifted, built);
    expect(claim).toMatchObject({ confidence: 'possible', accountsFor: [] });
    expect(wordsOf(gatewayAddressesDrifted, claim)).toContain('52.54.1.1 is not on the list');
    expect(wordsOf(gatewayAddressesDrifted, claim)).toContain('allow outbound UDP 4242 to 52.54.1.1');
  });

  test('replaces gateway-udp-refused when the name has other addresses and the listed addresses refuse', () => {
    const built = udp(gateway(), ['udp.refused', 'udp.refused']).dns(NAME, ['52.54.1.1'], ['52.54.1.1'], asked).build();
    expect(rootCauses([gatewayAddressesDrifted, gatewayUdpRefused], built)).toEqual(['gateway-addresses-drifted']);
  });

  test('is a second finding after gateway-udp-refused when a device prohibits UDP', () => {
    const built = udp(gateway(), ['udp.rejected', 'udp.rejected']).dns(NAME, ['52.54.1.1'], ['52.54.1.1'], asked).build();
    expect(rootCauses([gatewayUdpRefused, gatewayAddressesDrifted], built)).toEqual(['gateway-udp-refused', 'gateway-addresses-drifted']);
    expect(onlyClaim(gatewayAddressesDrifted, built).accountsFor).toEqual([]);
  });

  test.each([
    ['the listed addresses', ['35.171.240.32', '13.216.138.24']],
    ['a private address, which comes from a DNS filter', ['10.0.0.9']],
    ['no address', 'dns.nxdomain' as const],
  ])('does not fire when the name resolves to %s', (_, said) => {
    const built = udp(gateway(), [null, null]).dns(NAME, said, said, asked).build();
    expect(claimsOf(gatewayAddressesDrifted, built)).toEqual([]);
  });
});
