/** GD110: two spellings of one variable, or the variables for http and https, have different values. */

import { goProxyVariable } from '../../knowledge/proxies/go-proxy.ts';
import { command } from '../../model/command/index.ts';
import type { HostFacts, NoProxyVariable, ProxyVariable } from '../../model/host-facts.ts';
import { hostPort } from '../../model/target.ts';
import { by, defineRule } from './rule.ts';
import { toList } from './shared/wording.ts';

interface Facts {
  names: [string, string];
  values: [string, string];
  /** The two spellings of one variable, or the variables for http and https. */
  kind: 'case' | 'scheme' | 'list';
}

export const proxyVariablesDisagree = defineRule<Facts>({
  code: 'GD110',
  excludes: { 'proxy-variable-invalid': by.hostFacts },

  find({ host, observations }) {
    if (host === null) return [];
    return disagreements(host).map((facts) => ({
      subject: facts.names.join(', '),
      confidence: 'certain' as const,
      accountsFor: [],
      evidence: observations.filter((observation) => observation.probe === 'host').map((observation) => observation.id),
      requirements: ['proxy.variables'],
      facts,
    }));
  },

  summary: 'Proxy variables contradict one another.',
  why: 'Programs prefer different spellings: curl and wget prefer lower case, Go prefers upper case, and Node reads either. If the two values differ, programs on one machine use different proxies, and some may fail.',
  stops: 'Nothing by itself, but programs use different proxies.',
  confusedWith: { 'proxy-variable-invalid': 'one value cannot be read; here both values can be read, but they differ.' },
  byHand: [
    { run: command`env | grep '^https_proxy='`, shows: '<another proxy>', tells: 'curl and wget use this proxy.' },
    {
      run: command`env | grep '^HTTPS_PROXY='`,
      shows: '<proxy>',
      tells: 'Programs written in Go use this proxy, in the same shell.',
    },
  ],
  byHandNote: 'The value may contain a password: mask the password before you show the value to others.',
  example: { names: ['HTTPS_PROXY', 'https_proxy'], values: ['<proxy>', '<another proxy>'], kind: 'case' },
  title: (facts) => `${facts.names[0]} and ${facts.names[1]} differ`,
  evidence: (facts) => facts.names.map((name, index) => `${name} says ${facts.values[index]}.`),
  fixes: (facts) => [
    {
      owner: 'you',
      text:
        facts.kind === 'scheme'
          ? `Unless two proxies are intended, give ${toList(facts.names)} the same value.`
          : `Give ${toList(facts.names)} the same value, or unset one of them.`,
      command:
        facts.kind === 'scheme' ? command`export HTTP_PROXY="$HTTPS_PROXY"` : command`unset ${facts.names[1] ?? facts.names[0] ?? ''}`,
    },
  ],
});

function disagreements(host: HostFacts): Facts[] {
  const set = (name: string) => host.proxies.find((variable) => variable.name === name && !variable.problems.includes('empty'));
  const found: Facts[] = [];
  const compare = (kind: Facts['kind'], a: ProxyVariable | null | undefined, b: ProxyVariable | null | undefined) => {
    if (a == null || b == null || a.host === null || b.host === null || said(a) === said(b)) return;
    found.push({ kind, names: [a.name, b.name], values: [said(a), said(b)] });
  };
  compare('case', set('HTTPS_PROXY'), set('https_proxy'));
  compare('case', set('HTTP_PROXY'), set('http_proxy'));
  compare('case', set('ALL_PROXY'), set('all_proxy'));
  compare('scheme', goProxyVariable('https', host.proxies), goProxyVariable('http', host.proxies));
  const [upper, lower] = [host.noProxy.find((list) => list.name === 'NO_PROXY'), host.noProxy.find((list) => list.name === 'no_proxy')];
  if (upper !== undefined && lower !== undefined) {
    const set = (list: NoProxyVariable) => [...new Set(list.entries)].sort().join();
    const said = (list: NoProxyVariable) => list.entries.join(',') || 'nothing';
    if (set(upper) !== set(lower)) found.push({ kind: 'list', names: [upper.name, lower.name], values: [said(upper), said(lower)] });
  }
  return found;
}

/** The host and port, and whether the value contains a login, without the login itself. */
function said(variable: ProxyVariable): string {
  const end = variable.port === null ? (variable.host ?? '') : hostPort(variable.host ?? '', variable.port);
  return variable.hasCredentials ? `${end} with a login` : end;
}
