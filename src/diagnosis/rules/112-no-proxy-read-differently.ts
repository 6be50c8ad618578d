/** GD112: NO_PROXY entries that only some programs honour. */

import { environmentOfFacts } from '../../knowledge/no-proxy/environment.ts';
import { destinationOf, type NoProxyProgram, PROGRAMS, requiredRoute, routesTo, suggestNoProxy } from '../../knowledge/no-proxy/index.ts';
import { command } from '../../model/command/index.ts';
import { targetText } from '../../model/target.ts';
import { observationsOfProbe } from '../facts/log.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { toList, verb } from './shared/wording.ts';

interface Split {
  host: string;
  /** Programs that use the proxy, by their route to this host. */
  direct: NoProxyProgram[];
  proxy: NoProxyProgram[];
  /** True if the access requirements exempt the host from the proxy. */
  wantedDirect: boolean;
}

/** Java does not read NO_PROXY; it has a list of its own with another spelling. */
const READERS = PROGRAMS.filter((program) => program !== 'java');

export const noProxyReadDifferently = defineRule({
  code: 'GD112',
  excludes: { 'no-proxy-incomplete': by.hostFacts, 'proxy-variables-disagree': by.hostFacts },

  find(view) {
    const { host } = view;
    if (host === null || host.proxies.length === 0 || !host.noProxy.some(({ entries }) => entries.length > 0)) return [];
    const environment = environmentOfFacts(host.proxies, host.noProxy);
    const withoutList = { ...environment, lists: {} };
    const destinations = urls(view).flatMap((url) => destinationOf(url) ?? []);
    const splits = destinations.flatMap((to): Split[] => {
      const [ways, otherwise] = [routesTo(to, environment), routesTo(to, withoutList)];
      // A program without a proxy for this host is not affected by the list.
      const readers = READERS.filter((program) => otherwise[program] === 'proxy');
      const [direct, proxy] = (['direct', 'proxy'] as const).map((way) => readers.filter((program) => ways[program] === way));
      if (direct === undefined || proxy === undefined || direct.length === 0 || proxy.length === 0) return [];
      return [{ host: to.host, direct, proxy, wantedDirect: requiredRoute(to, view.session.profile.edition) === 'direct' }];
    });
    if (splits.length === 0) return [];
    return [
      {
        subject: 'NO_PROXY',
        confidence: 'certain' as const,
        accountsFor: [],
        evidence: observationsOfProbe(view, 'host').map(({ id }) => id),
        requirements: ['proxy.no-proxy'],
        facts: { splits, suggested: suggestNoProxy(destinations, withoutList, view.session.profile.edition).NO_PROXY },
      },
    ];
  },

  summary: 'Programs read NO_PROXY differently: for the same host, some connect directly and some use the proxy.',
  why: 'No standard defines the format of NO_PROXY. Some programs honour networks such as 169.254.0.0/16, spaces, ports, asterisks and IPv6 addresses; others ignore them silently.',
  stops:
    'A host works in curl or the CLI, but fails in an SDK, an IDE or a script on the same machine. Some programs send requests for metadata and credentials to the proxy.',
  confusedWith: {
    'no-proxy-incomplete': 'the entry is missing for every program.',
    'proxy-variables-disagree': 'the proxy variables name different proxies, or the two spellings of one variable differ.',
  },
  byHand: [
    {
      run: command`python3 -c "import urllib.request as u; print('direct' if u.proxy_bypass('<exempt address>') else 'proxy')"`,
      shows: 'proxy',
      tells: 'Python sends the request through the proxy.',
    },
    {
      run: command`curl -s -o /dev/null -m 5 -x "$HTTPS_PROXY" -w 'to %{remote_ip}\\n' http://<exempt address>/`,
      shows: 'to <exempt address>',
      tells: 'In the same shell, curl (7.86 and newer) connects directly. “gitpod-doctor no-proxy” shows the route for each program.',
    },
  ],
  example: {
    splits: [{ host: '<host>', direct: ['go', 'curl'], proxy: ['botocore'], wantedDirect: true }],
    // The entries of the access requirements, in spellings that every program reads alike.
    suggested: '<list>',
  },
  title: ({ splits }) => `Programs disagree about NO_PROXY for ${toList(unique(splits.map(({ host }) => host)))}`,
  evidence: ({ splits }) =>
    splits.map(({ host, direct, proxy, wantedDirect }) => {
      const advice = wantedDirect ? '; the access requirements ask for a direct route' : '';
      return `${host}: ${toList(direct, 12)} ${verb(direct.length, 'connects', 'connect')} directly; ${toList(proxy, 12)} ${verb(proxy.length, 'uses', 'use')} the proxy${advice}.`;
    }),
  fixes: ({ suggested }) => [
    {
      owner: 'you',
      text: 'Write NO_PROXY in a form that all programs read the same way. Begin a domain with a dot, list single addresses as well as their network, and use no spaces. “gitpod-doctor no-proxy” prints the whole list in this form.',
      command: command`export NO_PROXY="$NO_PROXY,${suggested}"\nexport no_proxy="$NO_PROXY"`,
    },
  ],
});

/**
 * Hosts that the access requirements exempt, plus a name for the suffix `.internal`. The user's own hosts are left to `gitpod-doctor
 * no-proxy`, because a bundle masks their names and no entry matches masked names.
 */
function urls(view: View): string[] {
  const published = view.session.requirements.filter(({ conditions }) => !conditions.some(({ kind }) => kind === 'named'));
  const needed = published.flatMap(({ targets }) =>
    targets.flatMap(({ target }) => (target.kind === 'https' || target.kind === 'http' ? targetText(target) : [])),
  );
  const origins = [...needed, 'https://x.internal/'].flatMap((url) => (URL.canParse(url) ? new URL(url).origin : []));
  return unique(origins).map((origin) => `${origin}/`);
}
