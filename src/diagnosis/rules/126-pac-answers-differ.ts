/** GD126: a proxy script (PAC) answers the same question differently: in two runs, or by the address of this machine. */
import type { ScriptAnswer, ScriptEntry } from '../../model/proxy-script.ts';
import { hostPort } from '../../model/target.ts';
import { unique } from '../facts/order.ts';
import { isScriptUnusable, observedProxyScripts } from '../facts/scripts.ts';
import { defineRule } from './rule.ts';
import { EXAMPLE_SCRIPT, scriptFacts, scriptPhrase } from './shared/dead-script.ts';
import { capitalize, toList } from './shared/wording.ts';

type By = 'run' | 'address' | 'scheme';

/**
 * This is only a note, because scripts may return different answers on purpose, to share the load or by site. GD125 reports a failure that
 * comes of it.
 */
export const pacAnswersDiffer = defineRule({
  code: 'GD126',
  scope: 'note',

  find(view) {
    return observedProxyScripts(view).flatMap((script) => {
      if (isScriptUnusable(script)) return [];
      const answers = script.observation.script?.answers ?? [];
      return (['run', 'address', 'scheme'] as const).flatMap((differs) => {
        const hosts = answers.filter((answer) => othersOf(answer, differs).some((list) => textOf(list) !== textOf(answer.entries)));
        const [first] = hosts;
        if (first === undefined) return [];
        const facts = {
          ...scriptFacts(script),
          differs,
          hosts: unique(hosts.map(({ host }) => host)),
          lists: unique([first.entries, ...othersOf(first, differs)].map(textOf)),
        };
        return [{ subject: `${facts.place ?? 'proxy script'} ${differs}`, confidence: 'certain' as const, accountsFor: [], facts }];
      });
    });
  },

  summary: 'A proxy script gives different answers for the same host.',
  why: 'A script may pick a proxy at random, or by the address of this machine. Programs run the script at different times and remember the answer. So one program may work while another fails.',
  stops: 'Nothing by itself, but failures may come and go.',
  confusedWith: { 'pac-sends-elsewhere': 'the script’s answer does not work; here the script gives several answers.' },
  byHand: [],
  byHandNote: 'Only a program that runs the script several times shows the different answers.',
  example: { ...EXAMPLE_SCRIPT, differs: 'run' as By, hosts: ['<host>'], lists: ['PROXY <proxy>', 'PROXY <another proxy>'] },
  title: (facts) =>
    `${capitalize(scriptPhrase(facts))} gives different answers for ${toList(facts.hosts, 2)} ${HOW[facts.differs]}: ${toList(facts.lists, 3)}`,
  evidence: (facts) => [`For ${toList(facts.hosts)}, the script returns ${toList(facts.lists)}.`],
  fixes: () => [
    { owner: 'you', text: 'If a failure comes and goes, compare what the script returns with the proxy that the program used.' },
  ],
});

const HOW: Readonly<Record<By, string>> = {
  run: 'from run to run',
  address: 'by the address of this machine',
  scheme: 'over http and over https',
};

function othersOf({ second, overHttp, otherAddresses = [] }: ScriptAnswer, differs: By): ScriptEntry[][] {
  if (differs === 'run') return second === undefined ? [] : [second];
  if (differs === 'scheme') return overHttp === undefined ? [] : [overHttp];
  return otherAddresses.map(({ entries }) => entries);
}

function textOf(entries: readonly ScriptEntry[]): string {
  return (
    entries
      .map((entry) => (entry.kind === 'direct' ? 'DIRECT' : `${entry.kind.toUpperCase()} ${hostPort(entry.host, entry.port)}`))
      .join('; ') || 'nothing'
  );
}
