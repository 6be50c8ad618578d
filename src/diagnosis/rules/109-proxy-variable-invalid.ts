/** GD109: a proxy variable with an unusable value, and the failures it causes. */

import { proxyOfVariable } from '../../knowledge/proxies/variables.ts';
import { command, commands } from '../../model/command/index.ts';
import type { PROXY_VALUE_PROBLEMS, ProxyVariable } from '../../model/host-facts.ts';
import { directEgress } from '../facts/direct-egress.ts';
import { observationsOfProbe } from '../facts/log.ts';
import { unique } from '../facts/order.ts';
import { variablesWithValue } from '../facts/proxy-settings.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { toList } from './shared/wording.ts';

type Problem = (typeof PROXY_VALUE_PROBLEMS)[number];

export const proxyVariableInvalid = defineRule({
  code: 'GD109',
  excludes: { 'proxy-unreachable': by.hostFacts, 'no-direct-egress': by.hostFacts },

  find(view) {
    // Every program that reads these variables ignores a path after the port.
    const bad = variablesWithValue(view.host).filter((variable) => problemsOf(variable).length > 0);
    const groups = Map.groupBy(bad, (variable) => problemsOf(variable).join());
    return [...groups.values()].map((group) => {
      const usableBySome = group.every((variable) => proxyOfVariable(variable) !== null);
      const lost = usableBySome ? [] : lostWithoutProxy(view);
      const variables = group.map((variable) => variable.name).sort();
      return {
        subject: variables.join(', '),
        confidence: lost.length > 0 || usableBySome ? ('likely' as const) : ('certain' as const),
        accountsFor: lost,
        evidence: observationsOfProbe(view, 'host').map((observation) => observation.id),
        requirements: ['proxy.variables'],
        facts: { variables, problems: unique(group.flatMap(problemsOf)).sort(), usableBySome, directFails: lost.length },
      };
    });
  },

  summary: 'A proxy variable holds a value that programs cannot use.',
  why: 'Programs expect a URL in these variables. Quotes, spaces, and a missing or unknown scheme make the URL unusable. Some programs then ignore the proxy, some fail, and some guess the proxy that was meant.',
  stops: 'Programs that cannot read the value connect directly or give up.',
  otherwise: 'some programs can read the value, so the failures may have another cause',
  confusedWith: {
    'proxy-unreachable': 'the value is valid, but the proxy does not answer.',
    'no-direct-egress': 'no proxy variable is set at all.',
  },
  byHand: [
    {
      run: command`env | grep -i '^https_proxy='`,
      shows: '="http',
      tells: 'The value begins with a quotation mark, which is not part of a URL. The same command also shows spaces or a missing scheme.',
    },
    {
      run: command`curl -sS -o /dev/null -m 5 https://<host>/`,
      shows: 'Unsupported proxy',
      tells: 'curl reports the bad value; many programs connect directly without a message.',
    },
  ],
  byHandNote: 'The value may contain a password: mask the password before you show the value to others.',
  example: {
    variables: ['HTTPS_PROXY'],
    problems: ['not-a-url'],
    // True if some programs can still use the value.
    usableBySome: false,
    // The number of failed direct connections; more than 0 means that this network allows egress only through the proxy.
    directFails: 0,
  },
  title: (facts) => `${toList(facts.variables)} ${facts.variables.length === 1 ? 'is' : 'are'} not a usable proxy URL`,
  evidence: (facts) => [
    ...facts.problems.map((problem) => `${toList(facts.variables)}: ${PROBLEM[problem]}.`),
    facts.usableBySome &&
      !facts.problems.includes('unsupported-scheme') &&
      'Go and curl still understand the value; Node programs and VS Code do not.',
    facts.usableBySome &&
      facts.problems.includes('unsupported-scheme') &&
      'curl and git understand the value. Programs written in Go, such as the runner and the CLI, do not.',
    facts.directFails > 0 && 'Without the proxy, no connection leaves this network.',
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: `Set ${toList(facts.variables)} to a URL such as http://host:port, without quotes or spaces. If it contains a user name or password, percent-encode them.`,
      command: commands(facts.variables.map((name) => command`export ${name}='http://<proxy host>:<port>'`)),
    },
  ],
});

const PROBLEM: Record<Problem, string> = {
  empty: 'the value is empty',
  quotes: 'the value contains quotation marks',
  blanks: 'the value contains spaces',
  'no-scheme': 'the value has no scheme (http://)',
  'unsupported-scheme': 'the scheme is not http, https, socks5 or socks5h',
  'not-a-url': 'the value does not parse as a URL',
  'has-path': 'the value contains a path',
};

function problemsOf(variable: ProxyVariable): Problem[] {
  return variable.problems.filter((problem) => problem !== 'has-path');
}

/** Connections that were direct because the value is unusable, if no direct connection works. */
function lostWithoutProxy(view: View): string[] {
  const egress = directEgress(view);
  if (egress.reached.size > 0 || egress.failed.length === 0) return [];
  const datagrams = view.udp.filter((observation) => view.isFailed(observation));
  return [...egress.failed, ...datagrams].map((observation) => observation.id);
}
