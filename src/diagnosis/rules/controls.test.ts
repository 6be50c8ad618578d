/** Handshakes that only a control can tell apart. If one fails, a name filter is taken for a packet-size problem. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { rootsOf } from '../testing/told.ts';
import { transparentProxy } from './117-transparent-proxy.ts';
import { nameFilteredInTls } from './304-name-filtered-in-tls.ts';
import { tlsStalls } from './306-tls-stalls.ts';
import { largeHelloDropped } from './312-large-hello-dropped.ts';

const APP = 'app.gitpod.io';
const MARKET = 'marketplace.visualstudio.com';
const JETBRAINS = 'download.jetbrains.com';
const PROXY = 'http://proxy.corp.example:3128';

const silent = fails('tls.timeout');
/** A healthy server's reply to an outdated TLS offer. */
const refused = fails('tls.protocol-version');

describe('GD312 large-hello-dropped', () => {
  const dropped = () =>
    session()
      .https(MARKET, silent)
      .https(`https://${APP}:8443/`)
      .control('neutral-name', MARKET, silent)
      .control('small-hello', MARKET, passes())
      .control('small-answer', MARKET, refused);

  test('is certain when a long ClientHello gets no answer but a short ClientHello with the same name does', () => {
    const claim = onlyClaim(largeHelloDropped, dropped().build());
    expect(claim).toMatchObject({ subject: MARKET, confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(largeHelloDropped, claim)).toContain('X25519');
    expect(rootsOf(dropped().build())).toEqual(['large-hello-dropped']);
  });

  test('fires after a slow answer to the short ClientHello only if the wait after the long ClientHello was much longer', () => {
    const slowly = session().https(MARKET, silent).control('neutral-name', MARKET, silent);
    slowly.control('small-hello', MARKET, passes({ tls: { durationMs: 3300 } }));
    expect(rootsOf(slowly.build())).toEqual(['tls-stalls']);
    slowly.control('repeat', MARKET, fails('tls.timeout', { tls: { durationMs: 8000 } }));
    expect(rootsOf(slowly.build())).toEqual(['large-hello-dropped']);
  });

  test('is only possible when a long ClientHello to another host passes on the same route and port', () => {
    expect(onlyClaim(largeHelloDropped, dropped().https(APP).build()).confidence).toBe('possible');
    expect(onlyClaim(largeHelloDropped, dropped().via(PROXY).https(APP).build()).confidence).toBe('certain');
  });

  test.each([
    [30, 'certain'],
    [1030, 'likely'],
    [600, 'likely'],
  ])('depends on how fast connections open: if two of three connections took %i ms, it is %s', (durationMs, confidence) => {
    const opens = (ms: number) => passes({ attempts: [{ address: '192.0.2.7', family: 4, durationMs: ms, failure: null }] });
    const told = dropped().tcp('one.example.com', 22, opens(20));
    for (const host of ['two.example.com', 'three.example.com']) told.tcp(host, 22, opens(durationMs));
    expect(onlyClaim(largeHelloDropped, told.build()).confidence).toBe(confidence);
  });

  test('counts an alert to the short ClientHello as an answer', () => {
    const built = session().https(MARKET, silent).control('small-hello', MARKET, fails('tls.alert')).build();
    expect(onlyClaim(largeHelloDropped, built).confidence).toBe('likely');
  });

  test('includes a host without a control of its own only if all controls agree', () => {
    const built = dropped().https(JETBRAINS, silent).build();
    expect(onlyClaim(largeHelloDropped, built).accountsFor).toEqual(['o1', 'o6']);
    const mixed = dropped()
      .https(JETBRAINS, silent)
      .control('small-hello', JETBRAINS, silent)
      .control('small-answer', JETBRAINS, refused)
      .build();
    expect(rootCauses([largeHelloDropped, tlsStalls], mixed).sort()).toEqual(['large-hello-dropped', 'tls-stalls']);
  });

  test('counts a short ClientHello only if it went through the same proxy', () => {
    const built = session().proxy(PROXY).https(MARKET, silent).control('small-hello', MARKET, passes()).build();
    expect(wordsOf(largeHelloDropped, onlyClaim(largeHelloDropped, built))).toContain('behind the proxy');
    const other = session().proxy(PROXY).https(MARKET, silent).direct().control('small-hello', MARKET, passes()).build();
    expect(claimsOf(largeHelloDropped, other)).toEqual([]);
  });

  test('defers to tls-stalls when the short ClientHello gets no answer either', () => {
    const built = session().https(MARKET, silent).control('small-hello', MARKET, silent).control('small-answer', MARKET, refused).build();
    expect(claimsOf(largeHelloDropped, built)).toEqual([]);
  });

  test('defers to name-filtered-in-tls when a neutral name of the same length passes', () => {
    const built = session()
      .https(MARKET, silent)
      .control('neutral-name', MARKET, fails('tls.name-mismatch', { tls: { serverName: 'example.com' } }))
      .build();
    expect(rootCauses([largeHelloDropped, tlsStalls, nameFilteredInTls], built)).toEqual(['name-filtered-in-tls']);
  });

  test('ignores a control that connected to another address', () => {
    const built = session()
      .https(MARKET, silent)
      .control('small-hello', MARKET, passes({ addresses: ['203.0.113.9'] }))
      .build();
    expect(claimsOf(largeHelloDropped, built)).toEqual([]);
  });
});

describe('GD306 tls-stalls', () => {
  const stalls = (answer: ReturnType<typeof fails>) =>
    session()
      .https(MARKET, silent)
      .https(APP)
      .control('neutral-name', MARKET, silent)
      .control('small-hello', MARKET, silent)
      .control('small-answer', MARKET, answer)
      .build();

  test.each([
    ['gives the packet size as the cause when only short answers arrive', refused, 'MTU of VPNs'],
    ['counts a closed connection as a short answer', fails('tls.closed'), 'MTU of VPNs'],
    ['excludes the packet size as the cause when no answer arrives', silent, 'so the packet size is not the cause'],
  ])('%s', (_what, answer, says) => {
    const claim = onlyClaim(tlsStalls, stalls(answer));
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], evidence: ['o3', 'o4', 'o5'] });
    expect(wordsOf(tlsStalls, claim)).toContain(says);
    expect(rootsOf(stalls(answer))).toEqual(['tls-stalls']);
  });

  test('is only likely without the controls of packet size, and says that the packet size is not excluded', () => {
    const claim = onlyClaim(tlsStalls, session().https(MARKET, silent).control('neutral-name', MARKET, silent).build());
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(tlsStalls, claim)).toContain('It is not known whether the packet size is the cause.');
  });
});

describe('GD117 transparent-proxy', () => {
  const looked = (built: SessionBuilder, outcome = passes()) =>
    built.tcp('192.0.2.1', 443, outcome, { role: 'control', purpose: 'unserved-address', requirement: MARKET });

  test('is the only root cause of failed handshakes when a documentation address accepts connections', () => {
    const built = looked(session().https(MARKET, fails('tls.closed')).https(JETBRAINS, fails('tls.reset')).https(APP))
      .control('neutral-name', MARKET, fails('tls.closed'))
      .build();
    const claim = onlyClaim(transparentProxy, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1', 'o2'], evidence: ['o4'] });
    expect(wordsOf(transparentProxy, claim)).toContain('192.0.2.1');
    expect(rootsOf(built)).toEqual(['transparent-proxy']);
  });

  test('is reported in addition to name-filtered-in-tls when a neutral name passes', () => {
    const built = looked(session().https(MARKET, fails('tls.reset')).https(APP))
      .control('neutral-name', MARKET, fails('tls.name-mismatch', { tls: { serverName: 'example.com' } }))
      .build();
    expect(rootsOf(built).sort()).toEqual(['name-filtered-in-tls', 'transparent-proxy']);
    expect(onlyClaim(transparentProxy, built).accountsFor).toEqual([]);
  });

  test('is only likely when a zero-trust client on this machine seems to assign addresses', () => {
    const built = looked(
      session()
        .dns(MARKET, ['100.64.1.7'])
        .https(MARKET, fails('tls.closed', { addresses: ['100.64.1.7'] })),
    ).build();
    const claim = onlyClaim(transparentProxy, built);
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(transparentProxy, claim)).toContain('zero-trust client seems to run on this machine');
  });

  test.each(['tcp.timeout', 'tcp.refused', 'tcp.unreachable'] as const)(
    'does not fire when a connection to the documentation address fails with %s',
    (kind) => {
      expect(claimsOf(transparentProxy, looked(session().https(MARKET, fails('tls.closed')), fails(kind)).build())).toEqual([]);
    },
  );

  test('is a consequence of tls-intercepted when the inspecting device accepts every connection', () => {
    const built = looked(session().https(MARKET, fails('tls.unknown-issuer')).https(JETBRAINS, fails('tls.unknown-issuer'))).build();
    expect(rootsOf(built)).toEqual(['tls-intercepted']);
  });

  test('defers to tls-intercepted when no control connected to a documentation address', () => {
    const built = session().https(MARKET, fails('tls.unknown-issuer')).https(JETBRAINS, fails('tls.unknown-issuer')).build();
    expect(claimsOf(transparentProxy, built)).toEqual([]);
    expect(rootsOf(built)).toEqual(['tls-intercepted']);
  });
});
