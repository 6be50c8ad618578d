/** If these fail, people are told the wrong layer: each fault is made for real on loopback and must be named as what it is. */
import { createServer as createHttpServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PhaseName, PhaseOf } from '../model/phase.ts';
import { type WebObservation, Observation } from '../model/observation.ts';
import { type Issued, issue, rootOf } from './testing/certificates.ts';
import { aRequest, FAR, fetchIn, type Listening, listen, listening, measure, type Pretend, pretend } from './testing/pretend.ts';

const HOST = 'app.example.test';
const URL_OF = `https://${HOST}/`;

let root: Issued;
let leaf: Issued;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  root = await rootOf('Test Public Root');
  leaf = await issue({ name: HOST, issuer: root });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((resource) => resource.close()));
});

async function network(environment: Record<string, string> = {}): Promise<Pretend> {
  const net = await pretend({ publicRoots: [root.pem], environment });
  open.push(net);
  return net;
}

async function serve(start: Promise<Listening>): Promise<Listening> {
  const listening = await start;
  open.push(listening);
  return listening;
}

function phase<N extends PhaseName>(observation: WebObservation, name: N): PhaseOf<N> {
  const found = observation.phases.findLast((candidate): candidate is PhaseOf<N> => candidate.name === name);
  if (found === undefined) throw new Error(`no ${name} phase in ${observation.phases.map((one) => one.name).join(' ')}`);
  return found;
}

const names = (observation: WebObservation) => observation.phases.map((one) => `${one.name}${one.ok ? '' : '!'}`).join(' ');

const httpsServer = (certificate: Issued, handler: Parameters<typeof createHttpServer>[1], chain: Issued[] = []) =>
  listening(
    createSecureServer({ key: certificate.key, cert: [certificate, ...chain].map(({ pem }) => pem).join(''), allowHTTP1: true }, handler as never) as never,
  );

describe('a host that works', () => {
  it('is reached over h2 and described by facts', async () => {
    const net = await network();
    net.map(443, (await serve(httpsServer(leaf, (_request, response) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.setHeader('server', 'nginx/1.25.3');
      response.end('["0123456789012345678901234567890123456789"]');
    }))).server);
    const seen = await fetchIn(net.world, URL_OF, {
      proof: { status: 'success-or-redirect', contentType: null, headers: [], extract: 'vscode-commit', followRedirects: false, calibrated: null },
    });
    expect(names(seen)).toBe('dns tcp tls http');
    expect(seen).toMatchObject({ state: 'completed', failure: null });
    expect(phase(seen, 'tls')).toMatchObject({
      'tls.protocol.version': '1.3',
      'tls.next_protocol': 'h2',
      trust: { public: 'trusted', system: 'trusted', extra: 'unknown' },
      nameMatches: true,
      validNow: true,
    });
    expect(phase(seen, 'http').answer).toMatchObject({
      'http.response.status_code': 200,
      contentType: 'application/json',
      products: ['nginx/1.25.3'],
      pageClass: 'none',
      extracted: { kind: 'vscode-commit', value: '0123456789012345678901234567890123456789' },
    });
    expect(Observation.parse(seen)).toEqual(seen);
  });
});
