/**
 * Evaluates a proxy script in a helper process, which is killed if it does not end by itself. The caller of this module makes the lookups
 * of the script.
 */
import { isIP, isIPv4 } from 'node:net';
import { parseScriptList } from '../../knowledge/proxies/script-list.ts';
import type { FailureKind } from '../../model/failure.ts';
import { isHost } from '../../model/host-syntax.ts';
import type { ScriptAnswer, ScriptCall, ScriptQuestion } from '../../model/proxy-script.ts';
import { bareHost, hostPort } from '../../model/target.ts';
import { fail } from '../classify.ts';
import type { RunFailure } from './engine.ts';
import { runHelper } from './helper-process.ts';
import type { HelperAnswer, HelperAnswers, HelperInput, RunHelper } from './protocol.ts';

/** A lookup of the script: addresses of both families in the resolver's order, or the failure. */
export type ScriptResolve = (name: string, call: ScriptCall) => Promise<string[] | FailureKind>;

export const SCRIPT_LIMITS = {
  loadMs: 2000,
  callMs: 1000,
  totalMs: 5000,
  memoryBytes: 64 * 1024 * 1024,
  /** The limit of one call, as in Chromium. */
  lookups: 20,
  /** The limit of all calls together. */
  totalLookups: 400,
} as const;
export type ScriptLimits = { readonly [Name in keyof typeof SCRIPT_LIMITS]: number };

export interface EvaluateOptions {
  now: Date;
  ownAddresses: readonly string[];
  limits?: Partial<ScriptLimits>;
  signal?: AbortSignal;
  /** Starts the engine and receives its messages; by default in a helper process. */
  talk?: RunHelper;
  /** Calls the script only once for each URL: no second call, and none for `http:`. */
  once?: boolean;
}

export interface Evaluation {
  /** Why the whole script failed; null if it could be called for every URL. */
  failure: RunFailure | null;
  /** The answers in the order of the URLs, up to the last URL for which the script was called. */
  answers: ScriptAnswer[];
  questions: ScriptQuestion[];
  questionsLeftOut: number;
  asksOwnAddress: boolean;
  alerts: number;
  /** The duration without lookups. */
  ms: number;
}

/** Never throws, whatever the script does. */
export async function evaluateScript(
  text: string,
  urls: readonly string[],
  resolve: ScriptResolve,
  { now, ownAddresses, limits: given = {}, signal, talk = runHelper, once = false }: EvaluateOptions,
): Promise<Evaluation> {
  const limits = { ...SCRIPT_LIMITS, ...given };
  const evaluation: Evaluation = {
    failure: null,
    answers: [],
    questions: [],
    questionsLeftOut: 0,
    asksOwnAddress: false,
    alerts: 0,
    ms: 0,
  };
  // Chromium does not run a text without this word (net/proxy_resolution/pac_file_decider.cc, LooksLikePacScript).
  if (!text.includes('FindProxyForURL')) return { ...evaluation, failure: { kind: 'pac.no-function' } };
  const { totalLookups, ...engineLimits } = limits;
  const asked = urls.map(browserUrl);
  const input: HelperInput = {
    text,
    calls: once ? asked : [...asked, ...asked, ...asked.map(overHttp)],
    required: asked.length,
    ownAddresses: [...ownAddresses],
    shiftMs: Math.abs(now.getTime() - Date.now()) < 1000 ? 0 : now.getTime() - Date.now(),
    limits: engineLimits,
  };
  const answers = new Map<number, ScriptAnswer>();
  const size = asked.length;
  const lookUp = async ({ call, name }: { call: ScriptCall; name: string }): Promise<string[]> => {
    const address = isIP(name) === 0 ? shortAddress(name) : name;
    if (address !== null) return ofCall([address], call);
    // Gives no address for an invalid name or one with a capital letter, because Chromium looks up neither.
    if (!isHost(name) || /[A-Z]/.test(name)) return [];
    if (evaluation.questions.length >= totalLookups) {
      evaluation.questionsLeftOut += 1;
      return [];
    }
    const question: ScriptQuestion = { name, call, addresses: [], failure: null, ms: 0 };
    evaluation.questions.push(question);
    const startedAt = performance.now();
    const found = await resolve(name, call);
    question.ms = performance.now() - startedAt;
    if (typeof found === 'string') question.failure = found;
    else question.addresses = ofCall(found, call);
    return question.addresses;
  };

  let calling = -1;
  const ended = await talk(
    input,
    async (line): Promise<HelperAnswers | null> => {
      if (line.is === 'calling') calling = line.index;
      else if (line.is === 'answer') answers.set(line.index, scriptAnswer(input.calls[line.index], line.answer));
      else if (line.is === 'end') Object.assign(evaluation, { ...line, is: undefined });
      else if (line.is === 'asking') return Promise.all(line.questions.map(lookUp));
      return null;
    },
    signal,
  );
  if (!ended && !asked.every((_, index) => answers.has(index))) {
    evaluation.failure = { kind: 'pac.timeout' };
    if (calling >= 0 && calling < size && !answers.has(calling))
      answers.set(
        calling,
        scriptAnswer(input.calls[calling], { returned: { is: 'failed', failure: { kind: 'pac.timeout' } }, isLimited: false }),
      );
  }
  evaluation.answers = asked.flatMap((_, index) => {
    const answer = answers.get(index);
    return answer === undefined ? [] : compared(answer, answers.get(index + size), answers.get(index + 2 * size));
  });
  return evaluation;
}

/** The address that Chromium sees in a host such as `10.1` or `0x0a.0.0.1` (WHATWG URL, §3.5); null for a name. */
function shortAddress(name: string): string | null {
  const host = /^[\dxa-f.]+$/i.test(name) ? URL.parse(`http://${name}/`)?.hostname : undefined;
  return host !== undefined && isIPv4(host) ? host : null;
}

const ofCall = (addresses: readonly string[], call: ScriptCall) =>
  call === 'dnsResolve' ? addresses.filter((address) => isIPv4(address)).slice(0, 1) : [...addresses];

type BrowserUrl = HelperInput['calls'][number];

/** The arguments that browsers pass to FindProxyForURL: over TLS without path and query, an IPv6 host without brackets. */
function browserUrl(url: string): BrowserUrl {
  const parsed = new URL(url);
  parsed.hash = '';
  return {
    url: /^(?:https|wss):$/.test(parsed.protocol) ? `${parsed.protocol}//${parsed.host}/` : parsed.href,
    host: bareHost(parsed.hostname),
  };
}

function overHttp({ url, host }: BrowserUrl): BrowserUrl {
  return { url: url.replace(/^https:/, 'http:'), host };
}

function compared(answer: ScriptAnswer, again: ScriptAnswer | undefined, http: ScriptAnswer | undefined): ScriptAnswer {
  const differs = (other: ScriptAnswer | undefined) =>
    other !== undefined && other.failure === null && JSON.stringify(other.entries) !== JSON.stringify(answer.entries);
  return {
    ...answer,
    ...(differs(again) ? { second: again?.entries ?? [] } : {}),
    ...(differs(http) ? { overHttp: http?.entries ?? [] } : {}),
  };
}

function scriptAnswer({ url, host }: BrowserUrl = { url: '', host: '' }, { returned, isLimited }: HelperAnswer): ScriptAnswer {
  const where = hostPort(host, 443);
  const base = { url, host, entries: [], unusable: 0, failure: null };
  if (returned.is === 'failed') {
    const { kind, code, line } = returned.failure;
    return { ...base, failure: fail(kind, where, { code }), ...(line === undefined ? {} : { line }) };
  }
  const limited = isLimited ? fail('pac.dns-limit', where) : null;
  if (returned.is !== 'text') return { ...base, type: returned.is, failure: fail('pac.unusable-answer', where) };
  const isAscii = /^[\0-\x7f]*$/.test(returned.text);
  const list = isAscii ? parseScriptList(returned.text) : { entries: [], unusable: 1 };
  if (list.entries.length > 0) return { ...base, ...list, failure: limited };
  return {
    ...base,
    ...list,
    ...(returned.text.trim() === '' ? { type: 'empty' as const } : {}),
    failure: fail('pac.unusable-answer', where),
  };
}
