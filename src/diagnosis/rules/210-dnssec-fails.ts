/** GD210: the resolver rejects an answer because DNSSEC validation fails. */

import { extendedErrorText, SIGNATURE_TIME_CODES } from '../../knowledge/extended-dns-errors.ts';
import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import { command, commands } from '../../model/command/index.ts';
import { dnssecReport } from '../facts/extended-errors.ts';
import { nameLookupFacts } from '../facts/names.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule, type FixDraft } from './rule.ts';
import { briefly, digServer, plural, toList, verb } from './shared/wording.ts';

interface Facts {
  names: string[];
  resolvers: string[];
  codes: number[];
  others: number;
  /** True if names of several owners fail, so that no single zone is the cause. */
  manyOwners: boolean;
  gitpod: boolean;
}

export const dnssecFails = defineRule<Facts>({
  code: 'GD210',
  excludes: { 'resolver-refuses': by.evidence, 'resolver-filters': by.evidence, 'clock-wrong': by.evidence },

  find(view) {
    const { resolved, unresolved } = nameLookupFacts(view);
    const failing = unresolved.flatMap((name) => {
      const said = dnssecReport(view, name.name);
      return said === null ? [] : { name, said };
    });
    if (failing.length === 0) return [];
    const names = failing.map(({ name }) => name.name);
    const resolvers = unique(failing.flatMap(({ said }) => said.resolvers));
    return [
      {
        subject: toList(resolvers, 3),
        confidence: 'certain' as const,
        accountsFor: failing.flatMap(({ name }) => name.failed),
        evidence: unique(failing.map(({ said }) => said.id)),
        requirements: ['dns.resolvers'],
        facts: {
          names,
          resolvers,
          codes: unique(failing.flatMap(({ said }) => said.codes)),
          others: resolved.length,
          manyOwners: new Set(names.map(ownerOf)).size > 1,
          gitpod: names.every((name) => publishedOwner(name) === 'Gitpod'),
        },
      },
    ];
  },

  summary: 'The resolver rejects the answer because DNSSEC validation fails.',
  why: 'A validating resolver answers SERVFAIL if the signatures of a name are wrong, expired or missing. The resolver gives this reason in an extended error (RFC 8914). Either the zone is signed wrongly, or the resolver cannot validate: its clock is wrong, its trust anchor is old, or its forwarder strips signatures.',
  stops: 'Programs cannot connect to a host whose lookup fails, unless a proxy or another resolver looks it up.',
  confusedWith: {
    'resolver-refuses': 'the resolver does not name signatures as the reason.',
    'resolver-filters': 'the extended error says that the name is filtered.',
    'clock-wrong': 'the clock of this machine is wrong; here the resolver uses its own clock.',
  },
  byHand: [
    {
      run: command`dig @<resolver> <host>`,
      shows: 'EDE: 6',
      tells: 'The resolver says DNSSEC Bogus. The codes 7 to 12 also mean that validation failed.',
    },
    {
      run: command`dig +cd +noall +comments @<resolver> <host>`,
      shows: 'status: NOERROR',
      tells: 'Without validation, the same name gets an answer.',
    },
  ],
  example: { names: ['<host>'], resolvers: ['<resolver>'], codes: [6], others: 1, manyOwners: false, gitpod: false },
  title: ({ resolvers, names, others }) =>
    `DNSSEC validation fails at the resolver ${toList(resolvers, 3)}${others > 0 ? ` for ${toList(names, 3)}` : ''}`,
  evidence: ({ names, resolvers, codes, others }) => [
    `${toList(resolvers)} ${verb(resolvers.length, 'answers', 'answer')} ${toList(codes.map(extendedErrorText))} for ${plural(names.length, 'name')}: ${toList(names)}.`,
    others === 0 ? 'No name resolves.' : `${plural(others, 'other name')} ${verb(others, 'resolves', 'resolve')}.`,
  ],
  fixes: (facts) => (facts.manyOwners ? [ofResolver(facts)] : [ofZone(facts), ofResolver(facts)]),
});

function ofResolver({ resolvers, names, codes }: Facts): FixDraft {
  const clock = codes.some((code) => SIGNATURE_TIME_CODES.has(code)) ? 'its clock first, then ' : '';
  return {
    owner: 'network-team',
    text: `Our resolver ${toList(resolvers)} rejects ${toList(names, 20)} because DNSSEC validation fails (${toList(codes.map(extendedErrorText))}). Please check the resolver: ${clock}its trust anchor, and whether its forwarders pass on signatures.`,
    command: commands(names.slice(0, 3).map((name) => command`dig +cd ${digServer(resolvers[0])} ${name}`)),
  };
}

function ofZone({ names, gitpod, codes }: Facts): FixDraft {
  const said = toList(codes.map(extendedErrorText));
  return gitpod
    ? {
        owner: 'gitpod',
        text: `A validating resolver rejects ${toList(names)} (${said}). Please check the DNSSEC signatures of ${briefly(names, 'name')}.`,
      }
    : {
        owner: 'you',
        text: `Look up ${toList(names)} with a validating resolver of another network. If that resolver also rejects ${verb(names.length, 'the name', 'the names')}, the operator of the zone has to repair the signatures.`,
      };
}
