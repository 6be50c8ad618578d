/** Compares our answers to the scripts with those of Chromium, list by list. */
import type { ScriptAnswer, ScriptEntry } from '../../src/model/proxy-script.ts';
import { evaluateScript, type ScriptResolve } from '../../src/probes/pac/evaluate.ts';
import { decodeScript, scriptTextFault } from '../../src/probes/pac/script-text.ts';
import { inProcess } from '../../src/probes/pac/testing/in-process.ts';
import { addressesOf, isUnasked, OWN_ADDRESSES } from './network.ts';
import { answersOf, digest, type Recorded } from './recorded.ts';
import type { Script } from './scripts.ts';

/** IPv6 first, as Chromium sorts the addresses of a name on a machine that has both (RFC 6724). */
export const resolve: ScriptResolve = async (name) => {
  const found = addressesOf(name);
  return found === null ? 'dns.nxdomain' : [...found].sort((some, other) => Number(other.includes(':')) - Number(some.includes(':')));
};

export interface Difference {
  url: string;
  chromium: string;
  ours: string;
}

export interface Comparison {
  asked: number;
  differences: Difference[];
  /** The line of each error. */
  lines: { chromium: string; ours: number | undefined }[];
}

const FAILS = 'fails';

/** `perList`: how many of the URLs with the same list are compared. */
export async function compared(script: Script, { scripts, urls }: Recorded, perList = Number.POSITIVE_INFINITY): Promise<Comparison> {
  const entry = scripts[script.name];
  if (entry?.sha256 !== digest(script)) throw new Error(`${script.name} has changed: npm run proxy-scripts -- --changed`);
  const seen = new Map<string, number>();
  const asked = answersOf(entry, urls).flatMap((list, place) => {
    const url = urls[place] ?? '';
    if (list === null || isUnasked(url)) return [];
    const count = (seen.get(list) ?? 0) + 1;
    seen.set(list, count);
    return count > perList ? [] : [{ url, list }];
  });
  const { fault, answers, line } = await ours(
    script,
    asked.map(({ url }) => url),
  );
  const differences = asked.flatMap(({ url, list }, place): Difference[] => {
    const chromium = list.startsWith('!') ? FAILS : list;
    // A browser works without a script that cannot be loaded.
    const own = fault ? ['DIRECT'] : written(answers[place]);
    return own.includes(chromium) ? [] : [{ url, chromium, ours: own[0] ?? '' }];
  });
  const lines = asked.flatMap(({ list }, place) => (/^!\d/.test(list) ? [{ chromium: list.slice(1), ours: answers[place]?.line }] : []));
  if (entry.load !== undefined && !fault) differences.push({ url: 'load', chromium: entry.load, ours: 'loads' });
  return { asked: asked.length, differences, lines: entry.load?.match(/^\d/) ? [{ chromium: entry.load, ours: line }] : lines };
}

async function ours(
  { bytes, contentType }: Script,
  urls: readonly string[],
): Promise<{ fault: boolean; answers: ScriptAnswer[]; line?: number }> {
  const { text } = decodeScript(bytes, /charset="?([^";]+)/.exec(contentType)?.[1] ?? null);
  if (scriptTextFault(bytes.length, text) !== null) return { fault: true, answers: [] };
  const { failure, answers } = await evaluateScript(text, urls, resolve, { now: new Date(), ownAddresses: OWN_ADDRESSES, talk: inProcess });
  return { fault: failure !== null, answers, ...(failure?.line === undefined ? {} : { line: failure.line }) };
}

const WORDS = { proxy: 'PROXY', https: 'HTTPS', socks4: 'SOCKS', socks5: 'SOCKS5' } as const;

/** The list as Chromium writes it. Without a usable entry Chromium connects directly, and calls only some of these answers an error. */
function written(answer: ScriptAnswer | undefined): string[] {
  if (answer === undefined) return ['no answer'];
  if (answer.entries.length > 0) return [answer.entries.map(entryText).join(';')];
  return answer.failure?.kind === 'pac.unusable-answer' ? [FAILS, 'DIRECT'] : [FAILS];
}

function entryText(entry: ScriptEntry): string {
  if (entry.kind === 'direct') return 'DIRECT';
  return `${WORDS[entry.kind]} ${entry.host.includes(':') ? `[${entry.host}]` : entry.host}:${entry.port}`;
}
