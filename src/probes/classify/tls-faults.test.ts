/** If these fail, a TLS error of one side is misread. On real sockets: ../tls/refusals.test.ts. */
import { describe, expect, it } from 'vitest';
import { classify } from '../classify.ts';

const alert = (number: number) => ({ code: 'ERR_SSL_SSL/TLS_ALERT', message: `…:SSL alert number ${number}` });

describe('a TLS alert', () => {
  it.each([40, 41, 42, 43, 46, 48])(
    'with the number %i is attributed to the client certificate when the server has requested one',
    (number) => {
      expect(classify('http', alert(number), 'host:443', true).kind).toBe('tls.client-certificate');
      expect(classify('http', alert(number), 'host:443', false).kind).toBe('tls.alert');
    },
  );

  it.each([
    [49, 'tls.access-denied'],
    [70, 'tls.protocol-version'],
    [80, 'tls.internal-error'],
  ])('with the number %i keeps its usual meaning when the server has requested a client certificate', (number, kind) => {
    expect(classify('tls', alert(number), 'host:443', true).kind).toBe(kind);
  });
});

describe('errors from OpenSSL', () => {
  it.each([
    ['tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'tls.not-tls'],
    ['http', 'ERR_SSL_WRONG_VERSION_NUMBER', 'tls.malformed'],
    ['http', 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'http.closed'],
    ['tunnel', 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'tls.bad-record-mac'],
    ['tls', 'ERR_SSL_DH_KEY_TOO_SMALL', 'tls.small-dh'],
    ['tls', 'ERR_SSL_A_REASON_OF_TOMORROW', 'tls.malformed'],
    ['tls', 'ERR_OSSL_ASN1_WRONG_TAG', 'tls.malformed'],
    ['tls', 'ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'unclassified'],
  ] as const)('are classified by phase and code: in %s, %s is %s', (stage, code, kind) => {
    expect(classify(stage, { code }, 'host:443').kind).toBe(kind);
  });
});

describe('a socket error', () => {
  it.each(['tunnel', 'tls', 'http'] as const)(
    'after the connection opened, in the phase %s, is attributed by its code to the network or to this machine',
    (stage) => {
      expect(classify(stage, { code: 'EHOSTUNREACH', syscall: 'read' }, 'x').kind).toBe('tcp.unreachable');
      expect(classify(stage, { code: 'ECONNABORTED', syscall: 'read' }, 'x').kind).toBe('tcp.aborted');
      expect(classify(stage, { code: 'ENOBUFS', syscall: 'write' }, 'x').kind).toBe('machine.no-memory');
      expect(classify(stage, { code: 'EMFILE', syscall: 'read' }, 'x').kind).toBe('machine.no-descriptors');
    },
  );

  it.each(['lookup', 'resolver', 'connect', 'udp'] as const)(
    'in the phase %s is a fault of this machine when memory or file descriptors have run out',
    (stage) => {
      expect(classify(stage, { code: 'ENOBUFS', syscall: 'send' }, 'x').kind).toBe('machine.no-memory');
      expect(classify(stage, { code: 'EMFILE', syscall: 'socket' }, 'x').kind).toBe('machine.no-descriptors');
    },
  );
});
