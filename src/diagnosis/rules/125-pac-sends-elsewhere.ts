/** GD125: a proxy script (PAC) sends a required host to no proxy, or to a proxy that does not answer or refuses the host. */
import { isCarriedByScript, type ScriptRoute } from '../../knowledge/measurements/script-routes.ts';
import { listing, word } from '../../model/command/index.ts';
import { hasProxyAnswered } from '../../model/phase.ts';
import type { ScriptEntry } from '../../model/proxy-script.ts';
import { hostPort } from '../../model/target.ts';
import { unique } from '../facts/order.ts';
import { hostsOfRoutes, isScriptUnusable, observedProxyScripts } from '../facts/scripts.ts';
import { failedPhase } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { EXAMPLE_SCRIPT, ownerOf, readersText, scriptFacts, scriptPhrase } from './shared/dead-script.ts';
import { capitalize, plural, toList } from './shared/wording.ts';

/** `dead`: no connection to the proxy opens. `refuses`: the proxy answers and refuses the host. `direct`: the direct route fails. */
type How = 'dead' | 'refuses' | 'direct' | 'nothing';

interface Own {
  hosts: string[];
  /** The entries that were tried, each with its result. */
  tried: { entry: string; how: How; status: number | null }[];
  /** The line of the script that holds the list; null if it is not known. */
  line: number | null;
}

export const pacSendsElsewhere = defineRule({
  code: 'GD125',
  excludes: {
    'pac-broken': by.evidence,
    'proxy-unreachable': by.controls('script-entry'),
    'proxy-refuses-host': by.controls('script-entry'),
  },

  find(view) {
    return observedProxyScripts(view).flatMap((script) => {
      if (isScriptUnusable(script)) return [];
      const isCarrying = script.routes.some(isCarriedByScript);
      // Hosts for which the script returns the same list share one finding, because one mistake in the script explains them.
      const failing = script.routes.filter(
        ({ outcome, answer, tried }) => outcome === 'fails' && answer !== null && (isCarrying || !isMeasuredRoute(tried)),
      );
      return [...Map.groupBy(failing, listOf).values()].map((routes) => {
        const [first] = routes;
        const facts = {
          ...scriptFacts(script),
          hosts: hostsOfRoutes(routes),
          tried: first === undefined ? [] : triedOf(first),
          line: lineOf(routes),
        };
        return {
          subject: facts.hosts.join(', '),
          confidence:
            facts.tried.every(({ how }) => how === 'refuses' || how === 'nothing') || hasRefused(routes)
              ? ('certain' as const)
              : ('likely' as const),
          accountsFor: routes.flatMap(({ row }) => (view.isFailed(row) ? row.id : [])),
          evidence: unique([script.observation.id, ...routes.flatMap(({ tried }) => tried.map(({ observation }) => observation.id))]),
          requirements: unique(['proxy.reachable', ...routes.flatMap(({ row }) => row.requirements)]),
          degrades: true as const,
          facts,
        };
      });
    });
  },

  summary: 'A proxy script sends required hosts to a proxy that does not serve them.',
  why: 'A proxy script names the proxies to try for each host, in order. Programs that read the script follow it, even if a proxy is gone or refuses the host while another route would work.',
  stops: 'Programs that read the script cannot reach some required hosts. Other programs on the same machine can.',
  otherwise: 'packets to the proxy may have been lost',
  confusedWith: {
    'pac-broken': 'the script gives no answer.',
    'proxy-unreachable': 'the proxy that does not answer comes from the proxy variables, not from the script.',
    'proxy-refuses-host': 'a proxy from the proxy variables refuses the host; here a proxy from the script does.',
  },
  byHand: [
    {
      run: proxyCheck(word`https://<host>/`),
      shows: 'CONNECT 000',
      tells: 'The proxy that the script names for this host does not answer. “CONNECT 403” would mean that the proxy refuses the host.',
    },
  ],
  byHandNote: 'gitpod-doctor shows what the script returns for a host. In Chromium, chrome://net-export shows it too.',
  example: { ...EXAMPLE_SCRIPT, hosts: ['<host>'], tried: [{ entry: 'PROXY <proxy>', how: 'dead', status: null }], line: 12 } as ReturnType<
    typeof exampleOf
  >,
  title: (facts) => `${capitalize(scriptPhrase(facts))} sends ${toList(facts.hosts, 2)} ${destination(facts)}`,
  evidence: (facts) => [
    `For ${toList(facts.hosts)}, the script returns ${facts.tried.length === 0 ? 'nothing that can be used' : toList(facts.tried.map(({ entry }) => entry))}${inLine(facts)}.`,
    ...facts.tried.map(({ entry, how, status }) => `${entry}: ${OUTCOMES[how]}${status === null ? '' : ` (status ${status})`}.`),
    `These programs read the script: ${readersText(facts)}. curl, git and Go programs read no script.`,
  ],
  fixes: (facts) => [
    {
      owner: ownerOf(facts),
      text:
        facts.place === null
          ? `Change what the script returns for ${toList(facts.hosts)}${inLine(facts)}.`
          : `${capitalize(scriptPhrase(facts))} sends ${plural(facts.hosts.length, 'host')} that Gitpod needs ${destination(facts)}${inLine(facts)}. Please return a proxy that serves ${toList(facts.hosts)}, or DIRECT if direct connections are allowed.`,
      command: listing('names', facts.hosts),
    },
  ],
});

const OUTCOMES: Readonly<Record<How, string>> = {
  dead: 'no connection to this proxy opens',
  refuses: 'this proxy answers but refuses the host',
  direct: 'the host does not answer directly',
  nothing: 'this is not a valid route',
};

function exampleOf(facts: ReturnType<typeof scriptFacts> & Own) {
  return facts;
}

function destination({ tried }: Own): string {
  const last = tried.at(-1);
  if (last === undefined) return 'nowhere';
  if (last.how === 'direct') return 'over a direct route that does not work';
  return last.how === 'refuses' ? 'to a proxy that refuses them' : 'to a proxy that does not answer';
}

/** The measured requests took these routes themselves, so the script is the cause only if it sends other hosts to a proxy that works. */
function isMeasuredRoute(tried: ScriptRoute['tried']): boolean {
  return tried.every(({ observation }) => observation.role === 'row');
}

/** The script may return the same list for these hosts in different lines. */
function lineOf(routes: readonly ScriptRoute[]): number | null {
  const [line = null, ...more] = unique(routes.map(({ answer }) => answer?.listLine ?? null));
  return more.length === 0 ? line : null;
}

function inLine({ line }: Own): string {
  return line === null ? '' : ` (line ${line} of the script)`;
}

function listOf({ entries }: ScriptRoute): string {
  return entries.map(entryText).join('; ');
}

function entryText(entry: ScriptEntry): string {
  if (entry.kind === 'direct') return 'DIRECT';
  return `${WORDS[entry.kind]} ${hostPort(entry.host, entry.port)}`;
}

/** How scripts spell a route. */
const WORDS = { proxy: 'PROXY', https: 'HTTPS', socks4: 'SOCKS4', socks5: 'SOCKS5' } as const;

function triedOf({ tried }: ScriptRoute): Own['tried'] {
  return tried.map(({ entry, observation }) => {
    const phase = failedPhase(observation);
    const status = phase?.name === 'tunnel' ? phase['http.response.status_code'] : null;
    const how: How = entry.kind === 'direct' ? 'direct' : phase?.name === 'tunnel' && hasProxyAnswered(phase) ? 'refuses' : 'dead';
    return { entry: entryText(entry), how, status };
  });
}

/** True if the machine of the proxy answered or refused, so that no packet was lost. */
function hasRefused(routes: readonly ScriptRoute[]): boolean {
  return routes.every(({ tried }) =>
    tried.every(({ observation }) => !['tcp.timeout', 'tunnel.timeout', 'dns.timeout'].includes(observation.failure?.kind ?? '')),
  );
}
