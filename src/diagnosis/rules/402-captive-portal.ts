/** GD402: whatever is asked for, one and the same host answers and wants a login. */

import type { WebObservation } from '../../model/observation.ts';
import { foreignPage } from '../evidence/foreign-page.ts';
import { answerOf, endpointOfHop, lastHop, phaseOfHop } from '../evidence/hops.ts';
import { ownerOf } from '../evidence/owner-of-host.ts';
import { issuerName, tlsProof } from '../evidence/tls-proof.ts';
import { counted, listed, unique } from '../evidence/wording.ts';
import * as by from '../exclusions.ts';
import { awsCalls } from '../facts/aws-calls.ts';
import { rule } from '../rule.ts';
import type { View } from '../view.ts';

interface Facts {
  portal: string;
  hosts: string[];
  owners: number;
  /** Plain HTTP is led there as well. */
  plainToo: boolean;
  /** Of this machine, outward. */
  own: string[];
}

export const captivePortal = rule<Facts>({
  code: 'GD402',
  scope: 'machine',
  excludes: { 'block-page': by.evidence, 'tls-intercepted': by.itself },

  find(view) {
    // A network that lets one genuine server through is past its portal.
    if (view.web.some((observation) => tlsProof(observation) === 'public')) return [];
    const ledAway = view.failedWeb.flatMap((observation) => ledTo(view, observation) ?? []);
    const groups = [...Map.groupBy(ledAway, ({ portal }) => portal)];
    return groups.flatMap(([portal, group]) => {
      const hosts = unique(group.map(({ host }) => host));
      const owners = new Set(hosts.map(ownerOf)).size;
      if (owners < 2) return [];
      const inTheClear = view.web.filter((observation) => observation.probe === 'http' && answerOf(observation)?.redirect?.host === portal);
      const plainToo = inTheClear.length > 0;
      return [
        {
          subject: portal,
          // A filter that permits nothing leads to one host, too; what asks in the clear as well is a portal's way.
          confidence: plainToo ? ('certain' as const) : ('likely' as const),
          accountsFor: [...group.map(({ observation }) => observation.id), ...metBy(view, group)],
          evidence: inTheClear.map(({ id }) => id),
          facts: { portal, hosts, owners, plainToo, own: (view.host?.ownAddresses ?? []).map(({ address }) => address) },
        },
      ];
    });
  },

  explanation: {
    summary: 'The network sends every request to one login page.',
    why: 'Guest and hotel networks, and some company networks for unknown machines, let nothing through until somebody has accepted their terms or logged in with a browser. Until then they answer for every host themselves, with a certificate that no program accepts.',
    stops: 'Everything: programs see certificate errors, and only a browser shows the page that explains them.',
    confusedWith: [
      { name: 'block-page', apart: 'There certain hosts lead to a refusal while others answer; here every host leads to one login.' },
      { name: 'tls-intercepted', apart: 'There the services are reached and only signed anew.' },
    ],
    byHand: [
      {
        run: "curl -sk -o /dev/null -m 10 -w 'to %{redirect_url}\\n' https://<host>/",
        shows: 'to https://<login host>',
        tells: 'A host is answered with the way to a login.',
      },
      {
        run: "curl -sk -o /dev/null -m 10 -w 'to %{redirect_url}\\n' https://<another host>/",
        shows: 'to https://<login host>',
        tells: 'And so is one that has nothing to do with the first.',
      },
    ],
    example: { portal: '<login host>', hosts: ['<host>', '<another host>'], owners: 2, plainToo: false, own: ['<address>'] },
    title: ({ portal }) => `This network wants a login first: every host leads to ${portal}`,
    evidence: ({ portal, hosts, owners, plainToo }) => [
      `${counted(hosts.length, 'host')} of ${counted(owners, 'owner')} redirect to ${portal}, under certificates that are not theirs: ${listed(hosts)}.`,
      ...(plainToo ? ['Plain HTTP is redirected there as well.'] : []),
      'No server that was asked proved to be genuine.',
    ],
    fixes: ({ portal, own }) => [
      {
        owner: 'you',
        text: `Open a browser on this machine, go to any page without https, and log in at ${portal} or accept the terms there. Then measure again.`,
      },
      {
        owner: 'network-team',
        text: `Our machine is led to ${portal} for every request. If nobody can log in there (a runner, a build machine), please admit it by its ${own.length === 0 ? 'hardware or network address' : `network address (${listed(own)}) or its hardware address`}.`,
      },
    ],
  },
});

/** A request to which somebody else answers with the way to a host of a third owner. */
function ledTo(view: View, observation: WebObservation): { observation: WebObservation; host: string; portal: string } | null {
  const host = endpointOfHop(observation, lastHop(observation))?.host;
  const portal = answerOf(observation)?.redirect?.host;
  if (host === undefined || portal === undefined || ownerOf(host) === ownerOf(portal)) return null;
  // Downloads redirect to other owners for good reasons, so what leads away there has to be signed by a stranger.
  const isForeign = foreignPage(view, observation) !== null || observation.unverifiedAnswer !== null;
  return isForeign ? { observation, host, portal } : null;
}

/** AWS calls that met the same signer. Nothing is sent to a server that is not verified, so they never saw its redirect. */
function metBy(view: View, ledAway: readonly { observation: WebObservation }[]): string[] {
  const signers = new Set(ledAway.flatMap(({ observation }) => signerOf(observation) ?? []));
  const calls = new Set(awsCalls(view).map(({ id }) => id));
  return view.failedWeb.flatMap((observation) => {
    const signer = calls.has(observation.id) ? signerOf(observation) : null;
    return signer !== null && signers.has(signer) ? [observation.id] : [];
  });
}

function signerOf(observation: WebObservation): string | null {
  const tls = phaseOfHop(observation, 'tls', 0);
  return tls === undefined ? null : issuerName(tls.chain);
}
