/** Adds a proxy script to a test session: what it returns for each host, or why it returns nothing. */
import type { FailureKind } from '../../model/failure.ts';
import type { ProxyScriptObservation } from '../../model/observation.ts';
import type { ProxyScriptFacts, ScriptAnswer, ScriptEntry, ScriptSource } from '../../model/proxy-script.ts';
import type { Session } from '../../model/session.ts';
import { failure } from './phases.ts';

export interface ScriptStory {
  /** The URL of the script; `file:` for a local script. */
  url?: string;
  source?: ScriptSource;
  /** What the script returns for each host, such as `PROXY a:8080; DIRECT`; a failure for a host about which it gives no answer. */
  answers?: Readonly<Record<string, string | { throws: FailureKind; line?: number; sourceLine?: string }>>;
  /** Differences from the answers above. */
  more?: Readonly<Record<string, Partial<ScriptAnswer>>>;
  /** The kind of failure that makes the whole script unusable. */
  fails?: FailureKind;
  /** Facts that differ from those of a fetched script; null if nothing was fetched. */
  facts?: Partial<ProxyScriptFacts> | null;
}

export function withScript(session: Session, story: ScriptStory = {}): Session {
  const { url = 'http://wpad.corp.example/', source = 'system', answers = {}, more = {}, fails, facts = {} } = story;
  const said = Object.entries(answers).map(([host, answer]) => ({ ...answerOf(host, answer), ...more[host] }));
  const script: ProxyScriptFacts | null =
    facts === null
      ? null
      : {
          ...{
            bytes: 100,
            sha256: '0123456789abcdef',
            contentType: 'application/x-ns-proxy-autoconfig',
            encoding: 'utf-8',
            bom: false,
            lines: 9,
          },
          ...{ questions: [], questionsLeftOut: 0, asksOwnAddress: false, alerts: 0, ms: 1 },
          answers: said,
          ...facts,
        };
  const observation: ProxyScriptObservation = {
    probe: 'proxy-script',
    id: `o${session.observations.length + 1}`,
    request: 'proxy-script',
    target: { kind: 'script', url, number: 1 },
    route: { via: 'direct' },
    role: 'control',
    purpose: null,
    requirements: [],
    nameIsOurs: false,
    state: 'completed',
    cancelledBy: null,
    startedAt: '2026-11-23T10:00:00Z',
    startMs: 0,
    durationMs: 10,
    phases: [],
    failure: fails === undefined ? null : failure(fails, {}, url),
    script,
  };
  const observations = session.observations.map((each) =>
    each.probe === 'host' && each.facts !== null
      ? {
          ...each,
          facts: { ...each.facts, proxyScripts: [{ number: 1, url, namedBy: [{ source, file: '/home/anna/.config/kioslaverc' }] }] },
        }
      : each,
  );
  return { ...session, observations: [...observations, observation] };
}

function answerOf(host: string, answer: NonNullable<ScriptStory['answers']>[string]): ScriptAnswer {
  const base = { url: `https://${host}/`, host, unusable: 0 };
  if (typeof answer === 'string') return { ...base, entries: answer.split('; ').flatMap(entryOf), failure: null };
  const { throws, ...where } = answer;
  return { ...base, entries: [], failure: failure(throws, {}, host), ...where };
}

function entryOf(text: string): ScriptEntry[] {
  const [kind, place = ''] = text.split(' ');
  const [host = '', port] = place.split(':');
  if (kind === 'DIRECT') return [{ kind: 'direct' }];
  return kind === 'PROXY' || kind === 'HTTPS' ? [{ kind: kind === 'PROXY' ? 'proxy' : 'https', host, port: Number(port) }] : [];
}
