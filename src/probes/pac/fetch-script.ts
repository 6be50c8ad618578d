/**
 * Fetches a proxy script as browsers do (net/proxy_resolution/pac_file_fetcher_impl.cc): directly, with redirects, only with status 200,
 * and at most 1 MB. Also reads a local file and `data:`. The media type does not matter.
 */
import { fileURLToPath } from 'node:url';
import { readRegularFile } from '../../files/regular-file.ts';
import type { Failure } from '../../model/failure.ts';
import { bareHost, DIRECT, hostPort } from '../../model/target.ts';
import { fail } from '../classify.ts';
import { answerFacts, decodeAnswer } from '../http/answer-facts.ts';
import { readBounded } from '../http/client.ts';
import { valuesOfHeader } from '../http/headers.ts';
import { portOf, redirectUrl } from '../http/redirects.ts';
import { redirectedVisit, type Visit, visitHop } from '../http/visit.ts';
import type { Measurement } from '../measurement.ts';
import type { Tools } from '../tools.ts';
import { MAX_SCRIPT_BYTES } from './script-text.ts';

const MAX_REDIRECTS = 5;

export type FetchedScript =
  | { bytes: Buffer; failure: null; mediaType: string | null; charset: string | null }
  | { bytes: null; failure: Failure };

export async function fetchScript(measurement: Measurement, tools: Tools, url: string): Promise<FetchedScript> {
  const parsed = URL.parse(url);
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return fetchOverHttp(measurement, tools, parsed);
  return readScriptFile(url);
}

/** A path, or a `file:` URL. */
async function readScriptFile(named: string): Promise<FetchedScript> {
  const { bytes, problem } = await readRegularFile(pathOf(named), MAX_SCRIPT_BYTES);
  if (bytes !== null) return { bytes, failure: null, mediaType: null, charset: null };
  return { bytes: null, failure: fail(problem === 'too-large' ? 'pac.too-large' : 'pac.unreadable', 'the file of the script') };
}

function pathOf(named: string): string {
  if (!/^file:/i.test(named)) return named;
  try {
    return fileURLToPath(named);
  } catch {
    // Some programs accept `file:` before a plain path.
    return named.slice('file:'.length);
  }
}

async function fetchOverHttp(measurement: Measurement, tools: Tools, url: URL): Promise<FetchedScript> {
  const scheme = url.protocol === 'http:' ? 'http' : 'https';
  // A login in the URL is not sent, because no browser sends it for a script.
  const plain = new URL(`${url.pathname}${url.search}`, url.origin);
  let stop: Visit = { scheme, host: bareHost(url.hostname), port: portOf(url), url: plain, route: DIRECT, hop: 0 };
  for (;;) {
    const visited = await visitHop(measurement, tools, stop);
    if (visited.reply === null) return { bytes: null, failure: visited.failure };
    const { reply } = visited;
    const where = hostPort(stop.host, stop.port);
    const body = await readBounded(measurement, reply, where, MAX_SCRIPT_BYTES);
    const raw = { ...reply, url: stop.url, body: body.bytes, cutByLimit: body.cutByLimit };
    const leads = redirectUrl(raw);
    const onward = leads === null ? null : redirectedVisit(measurement, tools.world, stop, leads);
    const failure = body.failure ?? answerFailure(reply.status, where, onward, stop.hop);
    visited.finish(answerFacts(raw, null), failure);
    if (failure !== null) return { bytes: null, failure };
    if (onward?.next) {
      stop = { ...onward.next, route: DIRECT };
      continue;
    }
    if (body.cutByLimit) return { bytes: null, failure: fail('pac.too-large', where) };
    const [contentType = ''] = valuesOfHeader(reply.headers, 'content-type');
    const [, mediaType = null] = /^\s*([a-z]+\/[a-z0-9.+_-]{1,80})/i.exec(contentType) ?? [];
    const [, charset = null] = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType) ?? [];
    return { bytes: decodeAnswer(raw, null).bytes, failure: null, mediaType: mediaType?.toLowerCase() ?? null, charset };
  }
}

function answerFailure(status: number, where: string, onward: ReturnType<typeof redirectedVisit> | null, hop: number): Failure | null {
  if (onward === null) return status === 200 ? null : fail('http.status', where, { code: `HTTP_${status}` });
  if (onward.next === null) return onward.failure;
  if (hop >= MAX_REDIRECTS) return fail('http.redirect', where);
  // The target probably belongs to another owner (a login page), who must not get the path of the script.
  return onward.next.onlyReached === true ? fail('http.redirect', where, { code: 'REDIRECT_TO_OTHER_OWNER' }) : null;
}
