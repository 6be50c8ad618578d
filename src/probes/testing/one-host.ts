/** One pretend host with a genuine certificate, on a network that a test maps port by port. Everything is closed after each test. */
import type { RequestListener } from 'node:http';
import { createSecureServer } from 'node:http2';
import { afterEach } from 'vitest';
import type { WebObservation } from '../../model/observation.ts';
import type { PhaseName, PhaseOf } from '../../model/phase.ts';
import type { Proof } from '../../model/requirement.ts';
import { type Issued, issue, rootOf } from './certificates.ts';
import { type Listening, listening, type Pretend, pretend } from './pretend.ts';

export const HOST = 'app.example.test';
export const URL_OF = `https://${HOST}/`;

/** Follows redirects and requires a successful final answer. */
export const FOLLOWED: Proof = {
  status: 'success-or-redirect',
  contentType: null,
  headers: [],
  extract: null,
  followRedirects: true,
  calibrated: null,
};

export const root = await rootOf('Test Public Root');
export const leaf = await issue({ name: HOST, issuer: root });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((resource) => resource.close()));
});

export async function network(options: Parameters<typeof pretend>[0] = {}): Promise<Pretend> {
  const net = await pretend({ publicRoots: [root.pem], ...options });
  open.push(net);
  return net;
}

export async function serve(start: Promise<Listening>): Promise<Listening> {
  const running = await start;
  open.push(running);
  return running;
}

/** Supports HTTP/2 and HTTP/1.1. */
export const httpsServer = (certificate: Issued, handler: RequestListener) =>
  listening(createSecureServer({ key: certificate.key, cert: certificate.pem, allowHTTP1: true }, handler as never) as never);

/** The last phase of this name. */
export function phase<N extends PhaseName>(observation: WebObservation, name: N): PhaseOf<N> {
  const found = observation.phases.findLast((candidate): candidate is PhaseOf<N> => candidate.name === name);
  if (found === undefined) throw new Error(`no ${name} phase in ${names(observation)}`);
  return found;
}

/** The phases in order, a failed one marked: `dns tcp tls!`. */
export function names(observation: WebObservation): string {
  return observation.phases.map((one) => `${one.name}${one.ok ? '' : '!'}`).join(' ');
}
