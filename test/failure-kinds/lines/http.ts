/** HTTP over an open connection. */
import type { Socket } from 'node:net';
import type { FailureKind } from '../../../src/model/failure.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { listen } from '../../../src/probes/testing/pretend.ts';
import { tlsAnswering } from '../../../src/probes/testing/refusing.ts';
import { type Line, leaf } from '../line.ts';

type Act = (socket: Socket) => void;

/** What happens to a request over TLS, and over plain HTTP if `plain` names the finding. */
const answers = (by: string, finding: FindingName | null, act: Act): Line => ({
  by,
  finding,
  way: { as: 'https', start: () => tlsAnswering(leaf, act) },
});
const inTheClear = (by: string, finding: FindingName | null, act: Act): Line => ({
  by: `${by}, without TLS`,
  finding,
  way: { as: 'http', start: () => listen((socket) => socket.once('data', () => act(socket))) },
});

const close: Act = (socket) => socket.end();
const silence: Act = () => {};
const say =
  (text: string): Act =>
  (socket) =>
    socket.end(text);
const CUT_SHORT = say(`HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${'x'.repeat(1000)}`);

export const HTTP_LINES = {
  'http.timeout': [answers('no answer to the request', 'answer-unusable', silence)],
  'http.reset': [inTheClear('a reset in answer to the request', 'answer-unusable', (socket) => socket.resetAndDestroy())],
  'http.closed': [answers('the end of the connection in answer to the request', 'answer-unusable', close)],
  'http.not-http': [answers('an answer that is not HTTP', 'answer-unusable', say('hello, who is there\r\n\r\n'))],
  'http.status': [
    { by: 'status 503', finding: 'service-unhealthy', way: { as: 'scenario', name: 'service-unhealthy' } },
    { by: 'status 403', finding: 'service-refuses-client', way: { as: 'scenario', name: 'service-refuses-client' } },
    { by: 'status 429', finding: 'rate-limited', way: { as: 'scenario', name: 'rate-limited' } },
    { by: 'status 431', finding: 'request-too-large', way: { as: 'scenario', name: 'request-too-large' } },
    { by: 'a challenge page', finding: 'challenge-page', way: { as: 'scenario', name: 'challenge-page' } },
    { by: 'status 404', finding: 'service-path-gone', way: { as: 'scenario', name: 'service-path-gone' } },
  ],
  'http.version-required': [
    {
      by: 'HTTP_1_1_REQUIRED instead of an answer over HTTP/2',
      finding: 'http-version-required',
      way: { as: 'scenario', name: 'http-version-required' },
    },
  ],
  'http.encoding': [
    { by: 'a page that is labelled gzip but is not', finding: 'answer-garbled', way: { as: 'scenario', name: 'answer-garbled' } },
  ],
  'http.truncated': [answers('1000 of 5000 announced bytes', 'download-cut-short', CUT_SHORT)],
  'http.checksum': [
    {
      by: 'a file that differs from the published one',
      finding: 'download-altered',
      way: { as: 'scenario', name: 'download-altered' },
    },
  ],
  'http.redirect': [{ by: 'a redirect to itself', finding: 'answer-unusable', way: { as: 'test', file: 'src/probes/http/visit.test.ts' } }],
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
