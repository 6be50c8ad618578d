/** GD813: DNS answers for a name that only ssh should know, so ssh connects to the wrong host. */

import { command } from '../../model/command/index.ts';
import { unique } from '../facts/order.ts';
import { aliasCases, failedIds } from '../facts/ssh-aliases.ts';
import { hasNoDestination, UNRESOLVED_KINDS } from '../facts/ssh-includes.ts';
import { firstPhase, type View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { toList } from './shared/wording.ts';

export const sshAliasResolvesInDns = defineRule({
  code: 'GD813',
  excludes: { 'ssh-alias-unmatched': by.faults, 'name-sinkholed': by.faults },

  find(view) {
    const wildcard = virtualAnswers(view);
    return aliasCases(view).flatMap((alias) => {
      if (!hasNoDestination(alias.facts)) return [];
      const resolved = alias.connects.flatMap((each) => {
        const dns = firstPhase(each, 'dns');
        return dns?.ok ? dns.addresses.map(({ address }) => address) : [];
      });
      const addresses = unique([...wildcard.addresses, ...resolved]);
      if (addresses.length === 0) return [];
      const ids = alias.connects.filter((each) => view.isFailed(each)).map(({ id }) => id);
      return [
        {
          subject: alias.alias,
          confidence: 'certain' as const,
          accountsFor: ids.filter((id) => !failedIds(view, alias, UNRESOLVED_KINDS).includes(id)),
          evidence: wildcard.ids,
          follows: 'GD803' as const,
          facts: { alias: alias.alias, addresses },
        },
      ];
    });
  },

  summary: 'DNS has an answer for the name of an alias, which only ssh should know.',
  why: 'A search domain or a wildcard record of this network answers for every name. If no section applies, ssh connects to the address from DNS instead of reporting that the name is unknown.',
  stops:
    'Instead of “Could not resolve hostname”, you see a refused connection, a timeout or an unknown host key. These errors hide the real cause: a missing section.',
  confusedWith: {
    'ssh-alias-unmatched': 'no section matches the alias, so ssh asks DNS; here DNS answers, so the error of ssh is misleading.',
    'name-sinkholed': 'a public name gets a wrong address; an SSH alias is not a public name.',
  },
  byHand: [
    {
      run: command`getent hosts no-such-name.gitpod.environment`,
      shows: '<address>',
      tells: 'DNS answers for a name that does not exist. On a good network, nothing is printed.',
    },
    {
      run: command`dig +search +short no-such-name.gitpod.environment`,
      shows: '<address>',
      tells: 'dig asks DNS directly for the same name, with the search domains of this machine.',
    },
  ],
  byHandNote: 'macOS has no getent; dig shows the same address.',
  example: { alias: '<alias>', addresses: ['<address>'] },
  title: ({ alias, addresses }) => `DNS here sends ${alias} to ${toList(addresses, 2)}`,
  evidence: ({ addresses }) => [`For a name that does not exist, DNS answers with ${toList(addresses)}.`],
  fixes: () => [
    { owner: 'you', text: 'Repair the section for the alias first: once it applies, ssh does not look this name up in DNS.' },
    {
      owner: 'network-team',
      text: 'The resolver answers names below gitpod.environment, ona.environment and gitpod.remote, which do not exist in DNS. Please let the resolver answer NXDOMAIN for these names.',
    },
  ],
});

/** The answers to a lookup of the alias itself. */
function virtualAnswers(view: View): { ids: string[]; addresses: string[] } {
  const answered = view.controls('virtual-name').flatMap((each) => (each.probe === 'dns' && each.addresses.length > 0 ? [each] : []));
  return { ids: answered.map(({ id }) => id), addresses: answered.flatMap((each) => each.addresses.map(({ address }) => address)) };
}
