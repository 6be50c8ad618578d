/** GD402: one host answers every request and requires a login. */

import { ownerOf } from '../../knowledge/owner-of-host.ts';
import { command } from '../../model/command/index.ts';
import { type NetworkLogin, networkLogin, portals } from '../facts/portals.ts';
import type { View } from '../facts/view.ts';
import { by, type Claim, defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

interface Facts {
  /** The host of the login page; null if no answer gives one. */
  portal: string | null;
  hosts: string[];
  owners: number;
  /** True if plain HTTP requests are redirected to the login page as well. */
  plainToo: boolean;
  /** True if an answer reports that the network requires a login (511). */
  said: boolean;
  /** True if TLS requests fail because no connection or handshake completes. */
  cut: boolean;
  /** Source addresses of this machine. */
  own: string[];
}

export const captivePortal = defineRule<Facts>({
  code: 'GD402',
  scope: 'machine',
  excludes: { 'block-page': by.evidence, 'tls-intercepted': by.faults },

  find(view) {
    const login = networkLogin(view);
    const claims = fromPortals(view);
    const known = new Set(claims.flatMap(({ accountsFor }) => accountsFor));
    return login === null || login.asking.every(({ id }) => known.has(id)) ? claims : [...claims, fromLogin(view, login)];
  },

  summary: 'The network sends every request to one login page.',
  why: 'Guest and hotel networks, and some company networks, block everything until a user logs in or accepts their terms in a browser. Until then, the network answers in place of every host, with a certificate that no program accepts.',
  stops: 'Everything fails. Programs see certificate errors; only a browser shows the login page.',
  confusedWith: {
    'block-page': 'a filter refuses some hosts, and other hosts answer; here every host leads to one login page.',
    'tls-intercepted': 'the services answer, through a device that re-signs TLS; here they do not answer.',
  },
  byHand: [
    {
      run: command`curl -sk -o /dev/null -m 10 -w 'to %{redirect_url}\\n' https://<host>/`,
      shows: 'to https://<login host>',
      tells: 'The answer redirects to a login page.',
    },
    {
      run: command`curl -sk -o /dev/null -m 10 -w 'to %{redirect_url}\\n' https://<another host>/`,
      shows: 'to https://<login host>',
      tells: 'An unrelated host redirects to the same login page.',
    },
  ],
  example: {
    portal: '<login host>',
    hosts: ['<host>', '<another host>'],
    owners: 2,
    plainToo: false,
    said: false,
    cut: false,
    own: ['<address>'],
  },
  title: ({ portal, said, hosts }) =>
    portal === null
      ? `This network wants a login first: it answers instead of ${toList(hosts)}`
      : `This network wants a login first: ${said ? toList(hosts) : 'every host'} leads to ${portal}`,
  evidence: ({ portal, hosts, owners, plainToo, said, cut }) => [
    ...(said
      ? [
          `${toList(hosts)}: the answer has status 511, with which a network asks for a login (RFC 6585 §6).`,
          portal === null ? 'The page does not say where to log in.' : `The page leads to ${portal}.`,
        ]
      : [howLed({ portal, hosts, owners, cut })]),
    plainToo && !cut && 'Plain HTTP is redirected to the same page.',
    !said && 'No server presented a genuine certificate.',
  ],
  fixes: ({ portal, own }) => [
    {
      owner: 'you',
      text: `Open a browser on this machine, go to any page without https, and log in ${portal === null ? 'on the page that opens' : `at ${portal}`} or accept its terms. Then measure again.`,
    },
    {
      owner: 'network-team',
      text: `Our machine is ${portal === null ? 'asked for a network login' : `sent to ${portal}`} instead of the services that it requests. If no person can log in on our machine (a runner, a build machine), please admit it by its ${own.length === 0 ? 'hardware or network address' : `network address (${toList(own)}) or its hardware address`}.`,
    },
  ],
});

function fromPortals(view: View): Claim<Facts>[] {
  return portals(view).flatMap(({ portal, led, plain, met, cut, hosts, owners }) => {
    const failed = [...led, ...met, ...cut].filter((observation) => view.isFailed(observation));
    const accountsFor = failed.map(({ id }) => id);
    // A portal that only controls reached affects no requirement yet.
    if (accountsFor.length === 0) return [];
    const plainToo = plain.length > 0;
    return {
      subject: portal,
      // A filter that allows nothing leads to one host, too, but a portal usually redirects plain HTTP as well.
      confidence: plainToo && owners > 1 && led.length > 0 ? ('certain' as const) : ('likely' as const),
      accountsFor,
      evidence: [...led.filter((observation) => !view.isFailed(observation)), ...plain].map(({ id }) => id),
      facts: {
        ...{ portal, hosts: [...hosts], owners, plainToo, said: false, cut: cut.length > 0 },
        own: ownAddresses(view),
      },
    };
  });
}

/** One answer may come from a misconfigured server; the same answer for hosts of several owners comes from the network. */
function fromLogin(view: View, { asking, portal, hosts }: NetworkLogin): Claim<Facts> {
  const owners = new Set(hosts.map(ownerOf)).size;
  return {
    subject: portal ?? 'this network',
    confidence: owners > 1 ? 'certain' : 'likely',
    accountsFor: asking.map(({ id }) => id),
    evidence: asking.map(({ id }) => id),
    facts: { portal, hosts: [...hosts], owners, plainToo: false, said: true, cut: false, own: ownAddresses(view) },
  };
}

function ownAddresses(view: View): string[] {
  return (view.host?.ownAddresses ?? []).map(({ address }) => address);
}

function howLed({ portal, hosts, owners, cut }: Pick<Facts, 'portal' | 'hosts' | 'owners' | 'cut'>): string {
  return cut
    ? `Plain HTTP is redirected to ${portal}, and no TLS handshake completes with ${toList(hosts)}.`
    : `${plural(hosts.length, 'host')} of ${plural(owners, 'owner')} redirect to ${portal}, with certificates of other names: ${toList(hosts)}.`;
}
