/** If these fail, a server's reason for refusing TLS is misread, and the wrong team is asked for a change. */
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import { HOST, httpsServer, leaf, names, network, phase, serve, URL_OF } from '../testing/one-host.ts';
import { fetchIn, type Listening } from '../testing/pretend.ts';
import {
  alertRecord,
  answersHello,
  flip,
  insteadOf,
  LOWERED,
  mutualTls,
  SECURE_RENEGOTIATION,
  serverHello,
  startAlteringRelay,
  tlsServer,
} from '../testing/refusing.ts';

async function asked(far: Promise<Listening>) {
  const net = await network();
  net.map(443, (await serve(far)).server);
  return fetchIn(net.world, URL_OF);
}

describe('an alert in answer to the ClientHello', () => {
  it.each<[number, FailureKind]>([
    [10, 'tls.malformed'],
    [20, 'tls.bad-record-mac'],
    [40, 'tls.alert'],
    [42, 'tls.alert'],
    [48, 'tls.alert'],
    [49, 'tls.access-denied'],
    [50, 'tls.malformed'],
    [70, 'tls.protocol-version'],
    [71, 'tls.insufficient-security'],
    [80, 'tls.internal-error'],
    [86, 'tls.inappropriate-fallback'],
    [112, 'tls.unrecognized-name'],
    [113, 'tls.certificate-status'],
    [114, 'tls.certificate-status'],
    [116, 'tls.client-certificate'],
    [120, 'tls.no-application-protocol'],
    [121, 'tls.ech-required'],
    [200, 'tls.alert'],
  ])('with the number %i has the failure kind %s', async (alert, kind) => {
    const seen = await asked(answersHello(alertRecord(alert)));
    expect(names(seen)).toBe('dns tcp tls!');
    expect(seen.failure).toMatchObject({ kind, code: `SSL_ALERT_${alert}` });
    expect(phase(seen, 'tls').certificateRequested).toBeUndefined();
  });

  it('is reported as a closed connection, not as a refusal, when it is close_notify', async () => {
    const seen = await asked(answersHello(alertRecord(0)));
    expect(seen.failure).toMatchObject({ kind: 'tls.closed' });
  });

  it('is read from exactly one more connection when OpenSSL does not know it', async () => {
    const net = await network();
    const far = await serve(answersHello(alertRecord(121)));
    let connections = 0;
    far.server.on('connection', () => {
      connections += 1;
    });
    net.map(443, far.server);
    expect((await fetchIn(net.world, URL_OF)).failure?.kind).toBe('tls.ech-required');
    expect(connections).toBe(2);
  });
});

describe('a server that requests a client certificate', () => {
  it.each([
    ['TLSv1.2', 'dns tcp tls!', 40],
    ['TLSv1.3', 'dns tcp tls http!', 116],
  ] as const)('is recognised under %s by its reply to a client without a certificate', async (version, phases, alert) => {
    const seen = await asked(mutualTls(leaf, version));
    expect(names(seen)).toBe(phases);
    expect(seen.failure).toMatchObject({ kind: 'tls.client-certificate', code: `SSL_ALERT_${alert}` });
    expect(phase(seen, 'tls').certificateRequested).toBe(true);
  });

  it('is also recognised by the alert “bad certificate”, which servers in Go and Java send', async () => {
    const server = await serve(mutualTls(leaf, 'TLSv1.2'));
    const seen = await asked(startAlteringRelay(server, { answers: insteadOf(40, 42) }));
    expect(seen.failure).toMatchObject({ kind: 'tls.client-certificate', code: 'SSL_ALERT_42' });
  });

  it('is not reported as a failure when it accepts a client without a certificate', async () => {
    const seen = await asked(tlsServer(leaf, { requestCert: true, rejectUnauthorized: false }));
    expect(seen.failure).toBeNull();
    expect(phase(seen, 'tls').certificateRequested).toBe(true);
  });
});

describe('TLS settings that this side refuses', () => {
  it('are reported when the server lacks secure renegotiation', async () => {
    expect((await asked(answersHello(serverHello()))).failure?.kind).toBe('tls.legacy-renegotiation');
    expect((await asked(answersHello(serverHello({ extensions: SECURE_RENEGOTIATION })))).failure?.kind).toBe('tls.closed');
  });

  it('are reported when the server says that its version was downgraded', async () => {
    const lowered = serverHello({ extensions: SECURE_RENEGOTIATION, random: LOWERED });
    expect((await asked(answersHello(lowered))).failure?.kind).toBe('tls.inappropriate-fallback');
  });
});

describe('a device that alters bytes', () => {
  it.each<[string, number, FailureKind]>([
    ['in the signed random number', 20, 'tls.bad-record-mac'],
    ['in encrypted data', 300, 'tls.bad-record-mac'],
    ['in the chosen cipher', 76, 'tls.malformed'],
  ])("is detected in the server's answer if it alters bytes %s", async (_which, place, kind) => {
    const server = await serve(tlsServer(leaf));
    expect((await asked(startAlteringRelay(server, { answers: flip(place) }))).failure?.kind).toBe(kind);
  });

  it('is detected after the handshake, and is not reported as a truncated HTTP response', async () => {
    const server = await serve(httpsServer(leaf, (_request, response) => response.end(`hello from ${HOST}`)));
    let flight = 0;
    const lastOnes = (bytes: Buffer) => {
      flight += 1;
      // The first record belongs to the handshake; later ones contain session tickets and the answer.
      if (flight > 1 && bytes.length > 40) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    };
    const seen = await asked(startAlteringRelay(server, { answers: lastOnes }));
    expect(names(seen)).toBe('dns tcp tls http!');
    expect(seen.failure?.kind).toBe('tls.bad-record-mac');
  });

  it("is detected by the server's alert", async () => {
    const server = await serve(tlsServer(leaf, { maxVersion: 'TLSv1.2' }));
    const seen = await asked(startAlteringRelay(server, { requests: flip(60) }));
    expect(seen.failure).toMatchObject({ kind: 'tls.bad-record-mac' });
  });
});
