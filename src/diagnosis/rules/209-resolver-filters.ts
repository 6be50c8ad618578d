/** GD209: a resolver reports that it blocks a name. */

import { CENSORED_CODE, extendedErrorText, PROHIBITED_CODE } from '../../knowledge/extended-dns-errors.ts';
import { command, commands } from '../../model/command/index.ts';
import { dnsDetails, filterReport } from '../facts/extended-errors.ts';
import { failuresByName } from '../facts/failures-of-name.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule, type FixDraft } from './rule.ts';
import { briefly, digServer, toList, verb } from './shared/wording.ts';

interface Facts {
  names: string[];
  resolvers: string[];
  codes: number[];
}

export const resolverFilters = defineRule<Facts>({
  code: 'GD209',
  excludes: {
    'name-not-found': by.evidence,
    'name-sinkholed': by.evidence,
    'resolver-refuses': by.evidence,
    'block-page': by.evidence,
    'dnssec-fails': by.evidence,
  },

  find(view) {
    if (dnsDetails(view).size === 0) return [];
    const kept = [...failuresByName(view)].flatMap(([name, failed]) => {
      const said = filterReport(view, name);
      return said === null ? [] : { name, failed, said };
    });
    return [...Map.groupBy(kept, ({ said }) => `${said.resolvers.join()} ${said.codes.join()}`).values()].map((group) => {
      const resolvers = unique(group.flatMap(({ said }) => said.resolvers));
      return {
        subject: toList(resolvers, 3),
        confidence: 'certain' as const,
        accountsFor: unique(group.flatMap(({ failed }) => failed.map(({ id }) => id))),
        evidence: unique(group.map(({ said }) => said.id)),
        facts: { names: group.map(({ name }) => name), resolvers, codes: [...(group[0]?.said.codes ?? [])] },
      };
    });
  },

  summary: 'The resolver says that it filters the name.',
  why: 'A DNS filter blocks the name and says so in an extended DNS error (RFC 8914): Blocked, Censored, Filtered, Prohibited or Forged Answer. Programs are not told this: they see that the name does not exist, or get a wrong address.',
  stops: 'Everything that needs a filtered host fails.',
  confusedWith: {
    'name-not-found': 'the resolver gives no reason, so it may not filter.',
    'name-sinkholed': 'the resolver gives a wrong address without saying why.',
    'resolver-refuses': 'the resolver fails for this name, or does not serve this machine at all.',
    'block-page': 'the name resolves to the service, and a device on the path answers instead of the service.',
    'dnssec-fails': 'the extended error is about signatures.',
  },
  byHand: [
    {
      run: command`dig @<resolver> <host>`,
      shows: 'EDE: 15',
      tells: 'The resolver says Blocked. The codes 4, 16, 17 and 18 also mean a filter.',
    },
  ],
  byHandNote: 'dig 9.16 and newer shows extended errors.',
  example: { names: ['<host>'], resolvers: ['<resolver>'], codes: [15] },
  title: ({ names, resolvers }) => `The resolver ${toList(resolvers, 3)} filters ${toList(names, 3)}`,
  evidence: ({ names, resolvers, codes }) => [
    `${toList(resolvers)} ${verb(resolvers.length, 'answers', 'answer')} ${toList(codes.map(extendedErrorText))} for ${toList(names)}.`,
  ],
  fixes: (facts) => [
    {
      owner: 'network-team',
      text: `Our resolver ${toList(facts.resolvers)} filters ${facts.names.join(', ')} (extended DNS error ${toList(facts.codes.map(extendedErrorText))}). ${requestOf(facts)}`,
      command: commands(facts.names.slice(0, 3).map((name) => command`dig ${digServer(facts.resolvers[0])} ${name}`)),
    },
    ...operators(facts),
  ],
});

function requestOf({ names, codes }: Facts): string {
  const those = briefly(names, 'name');
  if (codes.includes(CENSORED_CODE))
    return `The operator of the resolver says that it is required to do this. Please give our machine a resolver that resolves ${those}.`;
  if (codes.includes(PROHIBITED_CODE)) return `Please allow our machine to look up ${those}.`;
  return `Please remove ${those} from the filter, so that ${verb(names.length, 'it resolves', 'they resolve')} to the public addresses.`;
}

/** The user can change a filter that only this machine uses. */
function operators({ resolvers, names }: Facts): FixDraft[] {
  return [
    {
      owner: 'you',
      text: `If you chose the resolver ${toList(resolvers)} yourself, allow ${toList(names)} in its settings, or choose another resolver.`,
      command: command`cat /etc/resolv.conf`,
    },
  ];
}
