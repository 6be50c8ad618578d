/** GD212: the resolver gives an address for names that do not exist, so a missing host seems to be at that address. */
import { command, commands } from '../../model/command/index.ts';
import { resolverTexts } from '../facts/names.ts';
import { unique } from '../facts/order.ts';
import { rewrittenNxdomain } from '../facts/rewritten-names.ts';
import { by, defineRule } from './rule.ts';
import { briefly, digServer, toList, verb } from './shared/wording.ts';

export const nxdomainRewritten = defineRule({
  code: 'GD212',
  leadsThere: true,
  excludes: {
    'name-sinkholed': by.controls('invented-name'),
    'name-not-found': by.controls('invented-name'),
    'certificate-for-another-name': by.controls('invented-name'),
    'captive-portal': by.resolvedNames,
  },

  find(view) {
    const found = rewrittenNxdomain(view);
    if (found === null) return [];
    const { control, addresses, rows, elsewhere } = found;
    const resolvers = resolverTexts(view);
    return [
      {
        subject: toList(resolvers, 3) || 'resolver',
        confidence: elsewhere.length > 0 ? ('certain' as const) : ('likely' as const),
        accountsFor: rows.map(({ row }) => row.id),
        evidence: [control.id, ...elsewhere],
        facts: {
          hosts: unique(rows.map(({ name }) => name)),
          invented: control.name,
          addresses: [...addresses],
          resolvers,
          others: elsewhere.length,
        },
      },
    ];
  },

  summary: 'The resolver gives an address for names that do not exist.',
  why: 'Some providers and filters replace “does not exist” with the address of their own page. So a host that the resolver does not know still resolves, and programs connect to that page.',
  stops: 'Connections to hosts that the resolver does not know fail. Programs report a wrong certificate or a refused connection.',
  otherwise: 'the network may lead every name to one address until a user has logged in',
  confusedWith: {
    'name-sinkholed': 'an invented name does not resolve, so the address is meant for this host.',
    'name-not-found': 'the resolver says that the name does not exist.',
    'certificate-for-another-name': 'the resolver gives the right address.',
    'captive-portal': 'every name leads to the same login page.',
  },
  byHand: [
    { run: command`dig +short <host>`, shows: '<wrong address>', tells: 'The host leads to this address.' },
    {
      run: command`dig +short gitpod-doctor-asks-for-a-name-that-nobody-has.com`,
      shows: '<wrong address>',
      tells: 'An invented name leads to the same address.',
    },
  ],
  example: {
    ...{ hosts: ['<host>'], invented: '<invented name>', addresses: ['<wrong address>'], resolvers: ['<resolver>'] },
    // Other names have different addresses.
    others: 1,
  },
  title: ({ hosts, resolvers }) =>
    `The resolver ${toList(resolvers, 3) || 'of the machine'} does not know ${toList(hosts, 3)} and answers with an address of its own`,
  evidence: ({ hosts, invented, addresses }) => [
    `${toList(hosts)} ${verb(hosts.length, 'leads', 'lead')} to ${toList(addresses)}.`,
    `${invented} leads to the same address, although it does not exist.`,
  ],
  fixes: ({ hosts, addresses, resolvers }) => [
    {
      owner: 'network-team',
      text: `Our resolver ${toList(resolvers) || '(see /etc/resolv.conf)'} answers names that do not exist with ${toList(addresses)}. The resolver does the same for ${toList(hosts, 20)}. Please make the resolver resolve ${briefly(hosts, 'name')} to the public addresses, and answer NXDOMAIN for names that do not exist.`,
      command: commands(hosts.slice(0, 3).map((host) => command`dig +short ${digServer(resolvers[0])} ${host}`)),
    },
  ],
});
