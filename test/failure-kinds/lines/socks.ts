/** A SOCKS proxy's answers (RFC 1928, RFC 1929; SOCKS 4), byte by byte. */
import type { Socket } from 'node:net';
import type { FailureKind } from '../../../src/model/failure.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { listen } from '../../../src/probes/testing/pretend.ts';
import type { Line } from '../line.ts';

const OPEN = Buffer.from([5, 0]);

/** Sends each answer after one message of the client. */
const answering =
  (...answers: (readonly number[] | Buffer | string)[]) =>
  (socket: Socket) => {
    const left = [...answers];
    socket.on('data', () => {
      const next = left.shift();
      if (next !== undefined) socket.write(typeof next === 'string' ? next : Buffer.from(next));
      if (left.length === 0) socket.end();
    });
  };

const says = (by: string, finding: FindingName | null, behave: (socket: Socket) => void, proxy = 'socks5h://'): Line => ({
  by,
  finding,
  way: { as: 'proxy', scheme: proxy, start: () => listen(behave) },
});
const reply = (code: number, by: string, finding: FindingName = 'socks-refuses') =>
  says(`reply ${code}: ${by}`, finding, answering(OPEN, [5, code, 0, 1, 0, 0, 0, 0, 0, 0]));

export const SOCKS_LINES = {
  'socks.no-method': [says('no acceptable method', 'socks-refuses', answering([5, 0xff]))],
  'socks.login-refused': [says('a refused login', 'socks-refuses', answering([5, 2], [1, 1]), 'socks5h://anna:wrong@')],
  'socks.general-failure': [reply(1, 'general failure')],
  'socks.not-allowed': [reply(2, 'not allowed by ruleset')],
  'socks.network-unreachable': [reply(3, 'network unreachable')],
  'socks.host-unreachable': [reply(4, 'host unreachable')],
  'socks.refused': [reply(5, 'connection refused')],
  'socks.ttl-expired': [reply(6, 'TTL expired')],
  'socks.command-unsupported': [reply(7, 'command not supported')],
  'socks.address-unsupported': [reply(8, 'address type not supported')],
  'socks.unknown-reply': [reply(99, 'not assigned')],
  'socks.closed': [says('the end of the connection', 'socks-refuses', (socket) => socket.once('data', () => socket.end()))],
  'socks.reset': [says('a reset', 'socks-refuses', (socket) => socket.once('data', () => socket.resetAndDestroy()))],
  'socks.timeout': [says('no answer', 'socks-refuses', (socket) => socket.resume())],
  'socks.http': [says('an HTTP error', 'socks-refuses', answering('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'))],
  'socks.not-socks': [says('an answer that is not SOCKS', 'socks-refuses', answering('SSH-2.0-OpenSSH_9.9\r\n'))],
  // No program of a row uses SOCKS 4.
  'socks.rejected': [{ by: 'SOCKS 4 code 91', finding: null, way: { as: 'test', file: 'src/probes/connection/socks.test.ts' } }],
  'socks.ident': [{ by: 'SOCKS 4 codes 92 and 93', finding: null, way: { as: 'test', file: 'src/probes/connection/socks.test.ts' } }],
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
