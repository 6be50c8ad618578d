/** Claims and texts that all causes of an unusable proxy script share. */
import type { ScriptReader } from '../../../knowledge/proxies/script-readers.ts';
import { addressFamily } from '../../../model/address.ts';
import type { Confidence } from '../../../model/finding.ts';
import type { FindingCode } from '../../../model/finding-codes.ts';
import type { NamedScript } from '../../../model/proxy-script.ts';
import {
  failedWithoutScript,
  hostsOfRoutes,
  isScriptUnusable,
  type ObservedProxyScript,
  observedProxyScripts,
} from '../../facts/scripts.ts';
import type { View } from '../../facts/view.ts';
import type { Claim, FixDraft } from '../rule.ts';
import { toList } from './wording.ts';

export interface ScriptFacts {
  /** `http://wpad.corp.example`, or null for a file on this machine. */
  place: string | null;
  /** The host of the script; null for a local file or an IP address. */
  name: string | null;
  /** True if only the DHCP lease names the script. */
  leased: boolean;
  readers: ScriptReader[];
  /** Hosts that the programs of the script do not reach without the script. */
  blocked: string[];
}

export const EXAMPLE_SCRIPT: ScriptFacts = {
  place: '<script url>',
  name: '<script host>',
  leased: false,
  readers: ['browser', 'vscode'],
  blocked: ['<host>'],
};

/** One claim for each script that this cause makes unusable. */
export function claimsOfScripts<Own>(
  view: View,
  own: (script: ObservedProxyScript) => { facts: Own; confidence?: Confidence; follows?: FindingCode } | null,
): Claim<ScriptFacts & Own>[] {
  return observedProxyScripts(view).flatMap((script) => {
    // A script that no program reads is not a cause.
    const found = script.readers.length === 0 ? null : own(script);
    if (found === null) return [];
    const accountsFor = isScriptUnusable(script) ? failedWithoutScript(view, script) : [];
    const facts = scriptFacts(script);
    return [
      {
        subject: facts.place ?? 'proxy script',
        confidence: found.confidence ?? 'certain',
        accountsFor,
        evidence: [script.observation.id],
        seenHere: true,
        degrades: true as const,
        requirements: ['proxy.reachable'],
        ...(found.follows === undefined ? {} : { follows: found.follows }),
        facts: { ...facts, ...found.facts },
      },
    ];
  });
}

export function scriptFacts({ named, readers, routes }: ObservedProxyScript): ScriptFacts {
  return {
    ...placeOf(named),
    leased: named.namedBy.every(({ source }) => source === 'wpad-dhcp'),
    readers,
    blocked: hostsOfRoutes(routes.filter(({ outcome }) => outcome === 'fails')),
  };
}

function placeOf({ url }: NamedScript): Pick<ScriptFacts, 'place' | 'name'> {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol === 'file:') return { place: null, name: null };
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  return { place: url.replace(/\/$/, ''), name: addressFamily(host) === null ? host : null };
}

/** `the proxy script at http://wpad.corp.example`. */
export function scriptPhrase({ place }: ScriptFacts): string {
  return place === null ? 'the proxy script on this machine' : `the proxy script at ${place}`;
}

const READER_WORDS: Readonly<Record<ScriptReader, string>> = { browser: 'browsers', vscode: 'VS Code', jvm: 'JetBrains' };

export function readersText({ readers }: Pick<ScriptFacts, 'readers'>): string {
  return toList(readers.map((reader) => READER_WORDS[reader])) || 'no program';
}

/** What programs do without a usable script. Chromium (ConfiguredProxyResolutionService) and the other programs connect directly. */
export function effectLines(facts: ScriptFacts): (string | false)[] {
  return [
    `Programs that read the script (${readersText(facts)}) now connect directly; curl, git and Go programs read no script.`,
    facts.blocked.length > 0 && `Direct connections to ${toList(facts.blocked)} fail.`,
  ];
}

/** The owner of the script, and what to do until it is fixed. */
export function ownerOf({ place }: ScriptFacts): FixDraft['owner'] {
  return place === null ? 'you' : 'network-team';
}

/** Shows one line of a script, shortened and in quotes. */
export function lineText(line: number | null, sourceLine: string | null): string {
  if (line === null) return '';
  return sourceLine === null ? ` in line ${line}` : ` in line ${line}: “${sourceLine.trim()}”`;
}
