/** If these fail, native errors get the wrong kind, or their text reaches a report. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAILURE_KINDS, Failure } from '../model/failure.ts';
import { classify, type FailureStage, fail } from './classify.ts';

const STAGES: FailureStage[] = ['lookup', 'resolver', 'connect', 'tunnel', 'tls', 'http', 'udp'];

describe('native errors', () => {
  it.each<[FailureStage, object, string]>([
    ['lookup', { code: 'ENOTFOUND', errno: -3008, syscall: 'getaddrinfo' }, 'dns.nxdomain'],
    ['lookup', { code: 'ENOTFOUND', errno: -3007, syscall: 'getaddrinfo' }, 'dns.no-data'],
    ['lookup', { code: 'EAI_AGAIN', errno: -3001, syscall: 'getaddrinfo' }, 'dns.unavailable'],
    ['lookup', { message: 'the look-up helper ended' }, 'dns.unavailable'],
    ['connect', { code: 'EHOSTUNREACH', syscall: 'connect', message: 'connect EHOSTUNREACH 1.2.3.4:443' }, 'tcp.unreachable'],
    [
      'connect',
      { code: 'EHOSTUNREACH', syscall: 'connect', message: 'connect EHOSTUNREACH 1.2.3.4:443 - Local (0.0.0.0:0)' },
      'tcp.unreachable',
    ],
    ['connect', { code: 'EACCES', syscall: 'connect', message: 'connect EACCES 1.2.3.4:443' }, 'tcp.prohibited'],
    ['connect', { code: 'EACCES', syscall: 'connect', message: 'connect EACCES 1.2.3.4:443 - Local (0.0.0.0:0)' }, 'tcp.local-denied'],
    ['connect', { code: 'ECONNREFUSED', syscall: 'connect' }, 'tcp.refused'],
    ['connect', { code: 'ECONNRESET', syscall: 'connect' }, 'tcp.reset'],
    ['connect', { code: 'EPERM', syscall: 'connect' }, 'tcp.local-denied'],
    ['connect', { code: 'EADDRNOTAVAIL', syscall: 'connect', message: 'connect EADDRNOTAVAIL ::2 - Local (:::0)' }, 'tcp.no-address'],
    ['tls', { code: 'ECONNRESET', syscall: 'read' }, 'tls.reset'],
    ['tls', { code: 'ECONNRESET' }, 'tls.closed'],
    ['tls', { code: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', message: '…:SSL alert number 40' }, 'tls.alert'],
    ['http', { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', message: 'SSL alert number 116' }, 'tls.client-certificate'],
    ['http', { name: 'HTTPParserError' }, 'http.not-http'],
    ['udp', { code: 'EPERM', syscall: 'send' }, 'udp.local-denied'],
    ['udp', { code: 'ENETUNREACH', syscall: 'connect', message: 'connect ENETUNREACH 1.2.3.4:4242' }, 'udp.no-route'],
    ['udp', { code: 'EACCES', syscall: 'connect', message: 'connect EACCES 1.2.3.4:4242' }, 'udp.local-denied'],
    ['udp', { code: 'ENETUNREACH', syscall: 'recvmsg' }, 'udp.rejected'],
    ['udp', { code: 'EHOSTUNREACH', syscall: 'recvmsg' }, 'udp.rejected'],
    ['http', { code: 'ESOMETHINGNEW' }, 'unclassified'],
  ])('are classified by phase and code: in %s, %j is %s', (stage, error, kind) => {
    expect(classify(stage, error, 'host:443').kind).toBe(kind);
  });

  it('are classified whatever they contain, and the failure matches the schema without any of their text', () => {
    const secret = fc.stringMatching(/^[a-z]{5} [a-z]{12}$/);
    fc.assert(
      fc.property(fc.constantFrom(...STAGES), secret, fc.anything(), (stage, words, anything) => {
        const failure = classify(stage, { message: words, code: words, syscall: words, name: words }, 'host:443');
        expect(JSON.stringify(failure)).not.toContain(words);
        expect(Failure.safeParse(classify(stage, anything, 'host:443')).success).toBe(true);
      }),
    );
  });

  it('are described in one line with the address, the cause, the code and the system call', () => {
    expect(fail('tcp.refused', '198.51.100.7:443', { code: 'ECONNREFUSED', syscall: 'connect' })).toEqual({
      kind: 'tcp.refused',
      code: 'ECONNREFUSED',
      syscall: 'connect',
      text: '198.51.100.7:443: connection refused (ECONNREFUSED, connect)',
    });
    for (const kind of FAILURE_KINDS) expect(fail(kind, 'x').text).toMatch(/^x: [A-Za-z][^\n]{10,80}$/);
  });
});
