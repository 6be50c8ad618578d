/** GD206: IPv6 fails beyond this machine although IPv4 to the same hosts works, or this machine has no IPv6 for an IPv6-only host. */
import { TCP_FAILURES } from '../../knowledge/connection-kinds.ts';
import { command, commands } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { failedHops } from '../facts/hops.ts';
import { memoize } from '../facts/memo.ts';
import { addToGroup, unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { type Claim, defineRule, type FixDraft } from './rule.ts';
import { endpointText, plural, toList, verb } from './shared/wording.ts';

interface Facts {
  hosts: string[];
  others: boolean;
  /** True if this machine has no IPv6 source address and the hosts have only IPv6 addresses. */
  without: boolean;
}

const NO_ADDRESS: ReadonlySet<FailureKind> = new Set<FailureKind>(['tcp.no-address']);

export const ipv6Broken = defineRule<Facts>({
  code: 'GD206',
  excludes: { 'port-dropped': (view) => attempts(view).overIpv4, 'no-network': (view) => attempts(view).overIpv4 },

  find(view) {
    const lacking = withoutIpv6(view);
    if (view.host === null || !view.host.ipv6 || view.host.defaultRoute6 === false) return lacking;
    const { broken, works, ids, failed } = attempts(view);
    if (broken.size === 0) return lacking;
    const hosts = [...broken];
    return [
      ...lacking,
      {
        subject: works ? toList(hosts, 3) : 'IPv6',
        confidence: hosts.length > 1 && !works ? ('certain' as const) : ('likely' as const),
        accountsFor: failed,
        evidence: ids,
        facts: { hosts, others: works, without: false },
      },
    ];
  },

  summary: 'This machine cannot use IPv6: its IPv6 connections fail, or it has no IPv6 although a host has only IPv6 addresses.',
  why: 'The machine has a global IPv6 address and a route, so programs may try IPv6 first. The network does not carry IPv6. Programs that fall back to IPv4 become slow; other programs fail or hang.',
  stops:
    'Everything on hosts that have only IPv6 addresses fails. Other hosts usually work, but start-up and downloads are slow. Programs without a fallback to IPv4 (Java, older tools) time out.',
  otherwise: 'these hosts may not serve IPv6 at the moment',
  confusedWith: {
    'port-dropped': 'IPv4 fails as well.',
    'no-network': 'neither IPv4 nor IPv6 works.',
  },
  byHand: [
    {
      run: command`curl -6 -s -o /dev/null -m 5 -w 'exit %{exitcode}\\n' https://<host>/`,
      shows: 'exit 28',
      tells: 'Nothing answers over IPv6. 28 is curl’s exit code for a timeout. 7 means that the network rejects IPv6.',
    },
    {
      run: command`curl -4 -s -o /dev/null -m 5 -w 'exit %{exitcode}\\n' https://<host>/`,
      shows: 'exit 0',
      tells: 'The same host answers over IPv4.',
    },
    {
      run: command`ip -6 route show default`,
      shows: 'default via',
      tells: 'This machine has an IPv6 default route, so programs try it.',
    },
  ],
  example: { hosts: ['<host>'], others: false, without: false },
  title: ({ hosts, others, without }) =>
    without
      ? `${toList(hosts, 3)} ${verb(hosts.length, 'has', 'have')} only IPv6 addresses, but the machine has no IPv6`
      : others
        ? `IPv6 connections to ${toList(hosts, 3)} fail, but IPv4 connections work`
        : 'IPv6 does not work from the machine, although it is configured',
  evidence: (facts) =>
    facts.without
      ? [
          `The lookup gives only IPv6 addresses: ${toList(facts.hosts)}.`,
          'The machine has no IPv6 address to connect from, so nothing was sent.',
        ]
      : [
          'The machine has a global IPv6 address.',
          `IPv6 connections to ${plural(facts.hosts.length, 'host')} fail: ${toList(facts.hosts)}.`,
          facts.others
            ? 'IPv4 connections to the same hosts work, and so do IPv6 connections to other hosts.'
            : 'IPv4 connections to the same hosts work, but no IPv6 connection does.',
        ],
  fixes: (facts) =>
    facts.without
      ? lackingFixes(facts)
      : [
          {
            owner: 'network-team',
            text: facts.others
              ? `IPv6 connections from our machine to ${toList(facts.hosts, 20)} fail, while other hosts answer over IPv6. Please check that your IPv6 rules allow what your IPv4 rules allow. If the rules are the same, the hosts themselves do not answer over IPv6.`
              : `Our machine gets a global IPv6 address, but IPv6 connections from it fail (${toList(facts.hosts)}, TCP 443). Please route IPv6 to the internet, or stop advertising it on this network.`,
            command: command`curl -6 -v --max-time 5 https://${facts.hosts[0] ?? 'app.gitpod.io'}`,
          },
        ],
});

/** The system had no source address for any address of the host. */
function withoutIpv6(view: View): Claim<Facts>[] {
  const rows = failedHops(view, NO_ADDRESS).filter(
    ({ phase }) => phase.name === 'tcp' && phase.attempts.every(({ family }) => family === 6),
  );
  if (rows.length === 0) return [];
  const hosts = unique(rows.map(({ host }) => host));
  const accountsFor = rows.map(({ observation }) => observation.id);
  return [{ subject: toList(hosts, 3), confidence: 'likely', accountsFor, facts: { hosts, others: false, without: true } }];
}

function lackingFixes({ hosts }: Facts): FixDraft[] {
  return [
    {
      owner: 'network-team',
      text: `The resolver gives only IPv6 addresses for ${toList(hosts, 20)}, but our machine has only IPv4. Please check why the resolver gives no IPv4 address (a filter for A records?), or give this network IPv6.`,
      command: commands(hosts.slice(0, 3).map((host) => command`dig +short A ${host}`)),
    },
    {
      owner: 'you',
      text: 'Check whether IPv6 is off on this machine (on Linux, 1 means off), and switch IPv6 on.',
      command: command`sysctl net.ipv6.conf.all.disable_ipv6`,
    },
  ];
}

interface Attempts {
  broken: Set<string>;
  works: boolean;
  ids: string[];
  failed: string[];
  /** The IPv4 addresses at which a broken host answers. */
  overIpv4: string[];
}

const attempts = memoize((view: View): Attempts => {
  const six = new Map<string, string[]>();
  const four = new Map<string, string[]>();
  const failed = new Map<string, string[]>();
  let works = false;
  for (const observation of view.web) {
    for (const phase of observation.phases) {
      if (phase.name !== 'tcp') continue;
      // Compared per port, because a blocked port fails in both families.
      const host = endpointText(phase['server.address'], phase['server.port']);
      for (const attempt of phase.attempts) {
        if (attempt.family === 4) {
          if (attempt.failure === null) addToGroup(four, host, observation.id);
        } else if (attempt.failure === null) works = true;
        else if (TCP_FAILURES.has(attempt.failure.kind)) addToGroup(six, host, observation.id);
      }
      // A request fails because of IPv6 only if no IPv4 address was tried.
      if (!phase.ok && view.isFailed(observation) && phase.attempts.every((attempt) => attempt.family === 6))
        addToGroup(failed, host, observation.id);
    }
  }
  const broken = new Set([...six.keys()].filter((host) => four.has(host) || failed.has(host)));
  const provedByFour = [...broken].some((host) => four.has(host));
  if (!provedByFour) return { broken: new Set(), works, ids: [], failed: [], overIpv4: [] };
  const of = (from: Map<string, string[]>) => unique([...broken].flatMap((host) => from.get(host) ?? []));
  return { broken, works, ids: of(six), failed: of(failed), overIpv4: of(four) };
});
