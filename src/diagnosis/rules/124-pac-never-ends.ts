/** GD124: a proxy script (PAC) does not end, or does more than programs let it: it needs too much memory, or looks up too many names. */
import type { FailureKind } from '../../model/failure.ts';
import { unique } from '../facts/order.ts';
import type { ObservedProxyScript } from '../facts/scripts.ts';
import { by, defineRule } from './rule.ts';
import { claimsOfScripts, EXAMPLE_SCRIPT, effectLines, ownerOf, readersText, scriptPhrase } from './shared/dead-script.ts';
import { capitalize, toList } from './shared/wording.ts';

type Limit = 'pac.timeout' | 'pac.memory' | 'pac.dns-limit';

interface Own {
  kind: Limit;
  /** Hosts for which it does not end; empty if it ends for no host. */
  hosts: string[];
  /** Names that it looked up and that got no answer. */
  names: string[];
}

export const pacNeverEnds = defineRule({
  code: 'GD124',
  excludes: { 'pac-broken': by.evidence, 'pac-unreachable': by.evidence, 'resolver-silent': by.resolvedNames },

  find(view) {
    return claimsOfScripts(view, (script) => {
      const facts = limitOf(script);
      return facts === null ? null : { facts };
    });
  },

  summary: 'A proxy script never finishes, or does more than programs allow.',
  why: 'Programs wait for the script before each new host. A script that loops, or whose lookups get no answer, delays every page. After a while, programs give up on the script: they connect directly or fail.',
  stops: 'Programs that read the script are slow or do not start.',
  confusedWith: {
    'pac-broken': 'the script ends at once, with an error.',
    'pac-unreachable': 'the script is not even fetched.',
    'resolver-silent': 'no lookup gets an answer; here only the names in the script get no answer.',
  },
  byHand: [],
  byHandNote: 'You see this only when the script runs. gitpod-doctor runs the script. A browser also runs it, and waits.',
  example: { ...EXAMPLE_SCRIPT, kind: 'pac.timeout' as Limit, hosts: [] as string[], names: [] as string[] },
  title: (facts) => `${capitalize(scriptPhrase(facts))} ${LIMITS[facts.kind]}`,
  evidence: (facts) => [
    `It ${LIMITS[facts.kind]}${facts.hosts.length > 0 ? `, for ${toList(facts.hosts)}` : ''}.`,
    facts.names.length > 0 && `The script looks up ${toList(facts.names)} but gets no answer.`,
    ...(facts.kind === 'pac.dns-limit'
      ? ['Chromium treats all further names as unknown, so the script’s answer may be wrong.']
      : effectLines(facts)),
  ],
  fixes: (facts) => [
    {
      owner: ownerOf(facts),
      text: `${capitalize(scriptPhrase(facts))} ${LIMITS[facts.kind]}. ${facts.place === null ? 'Correct the script.' : `Please correct the proxy script: the programs that read the script (${readersText(facts)}) wait for it before each host.`}`,
    },
    { owner: 'you', text: `Until then, set the proxy itself in ${readersText(facts)}.` },
  ],
});

const LIMITS: Readonly<Record<Limit, string>> = {
  'pac.timeout': 'never finishes',
  'pac.memory': 'needs more memory than programs give it',
  // Chromium, services/proxy_resolver/proxy_resolver_v8_tracing.cc, kMaxUniqueResolveDnsPerExec.
  'pac.dns-limit': 'looks up more than 20 names, which is Chromium’s limit',
};

function limitOf({ observation: { failure, script } }: ObservedProxyScript): Own | null {
  const names = unique((script?.questions ?? []).flatMap(({ name, failure: kind }) => (kind === 'dns.timeout' ? name : [])));
  if (failure !== null) return isLimit(failure.kind) ? { kind: failure.kind, hosts: [], names } : null;
  const stuck = (script?.answers ?? []).flatMap((answer) => {
    const kind = answer.failure?.kind;
    return kind !== undefined && isLimit(kind) ? { kind, host: answer.host } : [];
  });
  const [first] = stuck;
  if (first === undefined) return null;
  const isAll = stuck.length === script?.answers.length;
  return { kind: first.kind, hosts: isAll ? [] : unique(stuck.map(({ host }) => host)), names };
}

function isLimit(kind: FailureKind): kind is Limit {
  return kind in LIMITS;
}
