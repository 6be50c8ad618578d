/**
 * The checksum download: a release artefact and its published SHA-256. On a mismatch both are fetched once more, because a release may
 * change in between. It has its own deadlines and can be stopped.
 */
import { createHash } from 'node:crypto';
import type { Failure } from '../model/failure.ts';
import type { WebObservation } from '../model/observation.ts';
import { hostPort } from '../model/target.ts';
import { fail } from './classify.ts';
import { settle } from './deadline.ts';
import { answerFacts, contentLength } from './http/answer-facts.ts';
import { bodyFailure, type HttpReply, readBounded } from './http/client.ts';
import { redirectUrl } from './http/redirects.ts';
import { nextVisit, redirectedVisit, type Visit, type Visited, visitHop } from './http/visit.ts';
import type { Measurement } from './measurement.ts';
import type { Tools } from './tools.ts';
import { firstVisit } from './web-probe.ts';

const MAX_REDIRECTS = 5;
const MAX_FETCHES = 2;
/** A download that stalls for this long has failed. One that progresses has no limit. */
const IDLE_MS = 15_000;
const PROGRESS_EVERY_MS = 100;

interface File {
  announced: number | null;
  received: number;
  sha256: string;
  bytesPerSecond: number | null;
  failure: Failure | null;
}

export async function probeDownload(measurement: Measurement, blank: WebObservation, tools: Tools): Promise<WebObservation> {
  const first = firstVisit(measurement);
  const opened = await follow(measurement, tools, first);
  if (opened.visited.reply === null) return { ...blank, phases: measurement.phases, failure: opened.visited.failure };
  const { visited, stop } = opened;
  const failure = await statusFailure(measurement, stop, visited);
  if (failure !== null) return { ...blank, phases: measurement.phases, failure };

  const end = measurement.begin(stop.hop, 'target');
  let file = await receive(measurement, stop, visited.reply);
  let published = await measurement.aside(() => publishedDigest(measurement, tools, first));
  let fetches = 1;
  while (fetches < MAX_FETCHES && problem(file, published, stop) !== null) {
    const again = await measurement.aside(() => fetchAgain(measurement, tools, first));
    file = again ?? file;
    published = await measurement.aside(() => publishedDigest(measurement, tools, first));
    fetches += 1;
  }
  const failed = problem(file, published, stop);
  measurement.phases.push({
    name: 'checksum',
    ...end(failed === null),
    'server.address': stop.host,
    announcedBytes: file.announced,
    receivedBytes: file.received,
    matches: file.failure !== null || typeof published !== 'string' ? null : file.sha256 === published,
    fetches,
    bytesPerSecond: file.bytesPerSecond,
  });
  return { ...blank, phases: measurement.phases, failure: failed };
}

/** The failure, the file's own first; null if the digests agree, or if none was requested. */
function problem(file: File, published: string | Failure | null, stop: Visit): Failure | null {
  if (file.failure !== null) return file.failure;
  if (published === null) return null;
  if (typeof published !== 'string') return published;
  return file.sha256 === published ? null : fail('http.checksum', hostPort(stop.host, stop.port));
}

async function follow(measurement: Measurement, tools: Tools, first: Visit): Promise<{ visited: Visited; stop: Visit }> {
  let stop = first;
  for (;;) {
    const visited = await visitHop(measurement, tools, stop);
    const leads = visited.reply === null ? null : redirectUrl({ ...visited.reply, url: stop.url });
    if (visited.reply === null || leads === null || stop.hop >= MAX_REDIRECTS) return { visited, stop };
    const { next, failure } = onward(measurement, tools, stop, leads);
    visited.finish(headFacts(measurement, stop, visited.reply), failure);
    visited.reply.body.destroy();
    if (next === null) return { visited: { reply: null, failure, socket: null }, stop };
    stop = next;
  }
}

/** A request for a file contains the path and query, which must not be sent to an unrelated host. */
function onward(
  measurement: Measurement,
  tools: Tools,
  stop: Visit,
  leads: URL,
): { next: Visit; failure: null } | { next: null; failure: Failure } {
  const to = redirectedVisit(measurement, tools.world, stop, leads);
  if (to.next === null) return to;
  if (to.next.onlyReached !== true) return { next: to.next, failure: null };
  return { next: null, failure: fail('http.redirect', hostPort(stop.host, stop.port), { code: 'REDIRECT_TO_OTHER_OWNER' }) };
}

/** Writes the http phase: an artefact needs status 200. */
async function statusFailure(measurement: Measurement, stop: Visit, visited: Extract<Visited, { failure: null }>): Promise<Failure | null> {
  const { reply } = visited;
  if (reply.status === 200) {
    visited.finish(headFacts(measurement, stop, reply), null);
    return null;
  }
  const where = hostPort(stop.host, stop.port);
  const body = await readBounded(measurement, reply, where);
  const failure =
    redirectUrl({ ...reply, url: stop.url }) === null
      ? fail('http.status', where, { code: `HTTP_${reply.status}` })
      : fail('http.redirect', where);
  visited.finish(
    answerFacts({ ...reply, url: stop.url, body: body.bytes, cutByLimit: body.cutByLimit }, measurement.request.proof),
    failure,
  );
  return failure;
}

function headFacts(measurement: Measurement, stop: Visit, reply: HttpReply) {
  return answerFacts({ ...reply, url: stop.url, body: Buffer.alloc(0), cutByLimit: true }, measurement.request.proof);
}

async function fetchAgain(measurement: Measurement, tools: Tools, first: Visit): Promise<File | null> {
  const { visited, stop } = await follow(measurement, tools, first);
  return visited.reply === null || visited.reply.status !== 200 ? null : receive(measurement, stop, visited.reply);
}

async function receive(measurement: Measurement, stop: Visit, reply: HttpReply): Promise<File> {
  const where = hostPort(stop.host, stop.port);
  const announced = contentLength(reply.headers);
  const hash = createHash('sha256');
  const startedAt = performance.now();
  let received = 0;
  let toldAt = 0;
  let failure: Failure | null = null;
  const chunks = reply.body[Symbol.asyncIterator]();
  for (;;) {
    const settled = await settle(IDLE_MS, measurement.signal, () => chunks.next());
    if (settled.how === 'late') failure = fail('http.timeout', where);
    else if (settled.how === 'failed') failure = bodyFailure(settled.error, where);
    if (settled.how !== 'done' || settled.value.done === true) break;
    const chunk = settled.value.value as Buffer;
    hash.update(chunk);
    received += chunk.length;
    if (performance.now() - toldAt >= PROGRESS_EVERY_MS) {
      toldAt = performance.now();
      measurement.context.progress(received, announced);
    }
  }
  measurement.context.progress(received, announced);
  const seconds = (performance.now() - startedAt) / 1000;
  if (failure === null && announced !== null && received < announced) failure = fail('http.truncated', where);
  return { announced, received, sha256: hash.digest('hex'), bytesPerSecond: seconds > 0 ? Math.round(received / seconds) : null, failure };
}

/** The first SHA-256 in the published file. Null if none is published, and a failure if it cannot be fetched. */
async function publishedDigest(measurement: Measurement, tools: Tools, first: Visit): Promise<string | Failure | null> {
  const { checksumUrl } = measurement.request;
  if (checksumUrl === null) return null;
  const start = nextVisit(measurement, tools.world, first, new URL(checksumUrl));
  const { visited, stop } = await follow(measurement, tools, { ...start, hop: 0 });
  if (visited.reply === null) return visited.failure;
  const where = hostPort(stop.host, stop.port);
  if (visited.reply.status !== 200) return fail('http.status', where, { code: `HTTP_${visited.reply.status}` });
  const body = await readBounded(measurement, visited.reply, where);
  const digest = /^\s*\\?([0-9a-f]{64})\b/i.exec(body.bytes.toString('latin1'))?.[1];
  return body.failure ?? digest?.toLowerCase() ?? fail('http.checksum', where, { code: 'NO_DIGEST' });
}
