/** A proxy's answers to CONNECT. */
import { STATUS_CODES } from 'node:http';
import type { FailureKind } from '../../../src/model/failure.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { listen } from '../../../src/probes/testing/pretend.ts';
import type { Line } from '../line.ts';

const says = (by: string, finding: FindingName | null, answer: string): Line => ({
  by,
  finding,
  way: { as: 'proxy', start: () => listen((socket) => socket.once('data', () => socket.end(answer))) },
});
const status = (code: number, headers = ''): string => `HTTP/1.1 ${code} ${STATUS_CODES[code]}\r\n${headers}Content-Length: 0\r\n\r\n`;

export const PROXY_LINES = {
  'tunnel.407': [says('status 407', 'proxy-requires-login', status(407, 'Proxy-Authenticate: Basic realm="x"\r\n'))],
  'tunnel.4xx': [says('status 403', 'proxy-refuses-everything', status(403))],
  'tunnel.5xx': [says('status 502', 'proxy-cannot-reach-upstream', status(502))],
  'tunnel.unexpected-status': [says('a redirect', 'proxy-refuses-everything', status(302, 'Location: http://login.example/\r\n'))],
  'tunnel.closed': [says('the end of the connection', 'proxy-refuses-everything', '')],
  'tunnel.reset': [
    {
      by: 'a reset',
      finding: 'proxy-refuses-everything',
      way: { as: 'proxy', start: () => listen((socket) => socket.once('data', () => socket.resetAndDestroy())) },
    },
  ],
  'tunnel.timeout': [
    { by: 'no answer', finding: 'proxy-cannot-reach-upstream', way: { as: 'proxy', start: () => listen((socket) => socket.resume()) } },
  ],
  'tunnel.not-http': [says('an answer that is not HTTP', 'proxy-refuses-everything', 'SSH-2.0-OpenSSH_9.9\r\n')],
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
