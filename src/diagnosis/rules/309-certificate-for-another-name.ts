/** GD309: the server presents a certificate of another host. */

import { isInternalAddress } from '../../model/address.ts';
import { command, commands, repeatOption, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import { filterPages } from '../facts/filter-pages.ts';
import { type FailedHop, failedHops, phaseOfHop } from '../facts/hops.ts';
import { memoize } from '../facts/memo.ts';
import { unique } from '../facts/order.ts';
import { issuerName } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { certCheck } from './shared/by-hand.ts';
import { briefly, toList, verb } from './shared/wording.ts';

interface Facts {
  hosts: string[];
  /** The names for which the certificate was issued. */
  names: string[];
  issuer: string | null;
  publicChain: boolean;
  addresses: string[];
}

const MISMATCH: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.name-mismatch']);

export const certificateForAnotherName = defineRule<Facts>({
  code: 'GD309',
  excludes: {
    'name-sinkholed': by.failuresOf('tls.name-mismatch'),
    'block-page': (view, { accountsFor }) => accountsFor.filter((id) => answeredUnverified(view).has(id)),
    'tls-intercepted': by.failuresOf('tls.name-mismatch'),
  },

  find(view) {
    const pages = filterPages(view);
    const mismatched = failedHops(view, MISMATCH).filter(({ observation }) => pages.get(observation.id)?.confidence !== 'certain');
    const groups = Map.groupBy(mismatched, (failed) => tlsOf(failed)?.chain[0]?.sha256 ?? failed.host);
    return [...groups.values()].map((group) => {
      const facts = factsOf(group);
      return {
        subject: toList(facts.hosts, 1),
        confidence: confidenceOf(facts),
        accountsFor: group.map(({ observation }) => observation.id),
        facts,
      };
    });
  },

  summary: 'The server presents the certificate of another host.',
  why: 'The name leads to the address of another server. The hosts file or an internal DNS zone may have an outdated entry. Or a load balancer or a device answers for every name, or an appliance still uses its default certificate.',
  stops: 'Every program that verifies certificates refuses the connection.',
  otherwise: 'the certificate is not from a public CA, so it may come from a device on the path',
  confusedWith: {
    'name-sinkholed': 'no server uses the address that DNS gives; here a server with another name answers.',
    'block-page': 'a filter answers with its own page.',
    'tls-intercepted': 'the certificate names the right host, but its CA is private.',
  },
  byHand: [
    {
      run: command`${certCheck(word`<host>`, command`-text`)} | grep DNS:`,
      shows: 'DNS:<other name>',
      tells: 'These are the names in the certificate; <host> is not among them.',
    },
    {
      run: command`curl -sS -o /dev/null -m 10 https://<host>/`,
      shows: 'no alternative certificate subject name matches',
      tells: 'Programs refuse the certificate because of its name. If they did not trust the CA, curl would report that instead.',
    },
  ],
  example: { hosts: ['<host>'], names: ['<another host>'], issuer: '<issuer>', publicChain: true, addresses: ['<address>'] },
  title: ({ hosts, names }) =>
    `${toList(hosts)} ${verb(hosts.length, 'answers', 'answer')} with the certificate of ${names.length === 0 ? 'another host' : toList(names, 3)}`,
  evidence: ({ hosts, names, issuer, publicChain, addresses }) => [
    `At ${toList(addresses)} the certificate for ${toList(hosts)} names ${names.length === 0 ? 'no host' : toList(names)}.`,
    `The certificate is signed by “${issuer ?? 'an unnamed issuer'}”, whose chain leads to ${publicChain ? 'a public root' : 'no public root'}.`,
  ],
  fixes: ({ hosts, names, addresses }) => [
    {
      owner: 'network-team',
      text: `${toList(hosts, 20)} ${verb(hosts.length, 'leads', 'lead')} to ${toList(addresses)}, which presents a certificate for ${names.length === 0 ? 'another host' : toList(names)}. Please check the DNS answer for ${briefly(hosts, 'name')} (internal zone, split DNS, load balancer) and which server answers at ${toList(addresses)}.`,
      command: commands(hosts.map((host) => command`dig +short ${host}`)),
    },
    {
      owner: 'you',
      text: `Look for ${toList(hosts, 20)} in the hosts file of this machine and remove a stale entry.`,
      command: command`grep -n ${repeatOption('-e', hosts)} /etc/hosts`,
    },
  ],
});

/** Failed requests that got an HTTP answer when the certificate was not verified. */
const answeredUnverified = memoize(
  (view: View): ReadonlySet<string> => new Set(view.failedWeb.flatMap(({ id, unverifiedAnswer }) => (unverifiedAnswer === null ? [] : id))),
);

function tlsOf({ observation, hop }: FailedHop) {
  return phaseOfHop(observation, 'tls', hop);
}

function factsOf(group: readonly FailedHop[]): Facts {
  const tls = group[0] === undefined ? undefined : tlsOf(group[0]);
  return {
    hosts: unique(group.map(({ host }) => host)),
    names: (tls?.chain[0]?.names ?? []).slice(0, 8),
    issuer: issuerName(tls?.chain ?? []),
    publicChain: tls?.trust?.public === 'trusted',
    addresses: unique(group.flatMap(({ observation, hop }) => phaseOfHop(observation, 'tcp', hop)?.['network.peer.address'] ?? [])),
  };
}

/** At an internal address the DNS answer may be wrong (204). A chain to a public root belongs to the genuine server of another name. */
function confidenceOf({ addresses, publicChain }: Facts): Confidence {
  if (addresses.some(isInternalAddress)) return 'possible';
  return publicChain ? 'certain' : 'likely';
}
