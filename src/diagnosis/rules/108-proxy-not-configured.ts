/** GD108: direct connections fail, no variable sets a proxy, and the proxy of another program answers. */

import { CONNECTION_FAILURES, NO_ADDRESS } from '../../knowledge/connection-kinds.ts';
import { command, listing, word } from '../../model/command/index.ts';
import type { OtherProxy } from '../../model/host-facts.ts';
import type { Observation, WebObservation } from '../../model/observation.ts';
import { type ForwardProxy, hostPort } from '../../model/target.ts';
import { failedHops } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { proxyText, variablesWithValue } from '../facts/proxy-settings.ts';
import { missingPublicNames } from '../facts/public-names.ts';
import { proxyOf, type View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck, tcpCheck } from './shared/by-hand.ts';
import { briefly, exemptText, firewallLines, plural, proxyVariables, toList, verb } from './shared/wording.ts';

export const proxyNotConfigured = defineRule({
  code: 'GD108',
  excludes: {
    'no-direct-egress': by.controls('other-programs-proxy'),
    'port-dropped': by.controls('other-programs-proxy'),
    'proxy-variable-invalid': by.hostFacts,
  },

  find(view) {
    if (view.host === null || variablesWithValue(view.host).length > 0) return [];
    const remedy = bestOf(view.host.otherProxies ?? [], view);
    if (remedy === null) return [];
    const kinds = missingPublicNames(view) === null ? CONNECTION_FAILURES : new Set([...CONNECTION_FAILURES, ...NO_ADDRESS]);
    const blocked = failedHops(view, kinds).filter(({ direct, hop }) => direct && hop === 0);
    if (blocked.length === 0) return [];
    const { proxy, settings, carried, needsLogin } = remedy;
    const lookups = blocked.flatMap(({ host, phase }) => (phase.name === 'dns' ? (view.dnsOf(host) ?? []) : []));
    const explained: Observation[] = unique([
      ...blocked.map(({ observation }) => observation),
      ...lookups.filter((lookup) => view.isFailed(lookup)),
      ...lostDatagrams(view),
    ]);
    return [
      {
        subject: proxyText(proxy),
        confidence: carried.length > 0 ? ('certain' as const) : ('likely' as const),
        accountsFor: explained.map(({ id }) => id),
        evidence: remedy.controls.map(({ id }) => id),
        requirements: ['proxy.variables'],
        facts: {
          proxy: proxyText(proxy),
          url: `${proxy.scheme}://${hostPort(proxy.host, proxy.port)}`,
          programs: unique(settings.map(({ program }) => program)),
          files: unique(settings.map(({ file }) => file)),
          hosts: unique(blocked.map(({ host }) => host)),
          proved: carried,
          needsLogin,
          edition: view.session.profile.edition,
          datagrams: explained.flatMap(({ target }) => (target.kind === 'udp' ? hostPort(target.address, target.port) : [])),
        },
      },
    ];
  },

  summary: 'Another program uses a proxy that works, but no proxy variable names this proxy.',
  why: 'Direct connections do not leave this network. One program on the machine has a proxy in its own settings. Other programs read only HTTPS_PROXY and HTTP_PROXY, which are not set.',
  stops: 'Every program fails, except the one that uses the proxy. Because this one works, the network looks healthy.',
  otherwise: 'it was not proved that this proxy reaches the hosts',
  confusedWith: {
    'no-direct-egress': 'no program on this machine knows a proxy that answers.',
    'port-dropped': 'no proxy that another program on this machine uses reaches these hosts.',
    'proxy-variable-invalid': 'a proxy variable is set, but programs cannot read its value.',
  },
  byHand: [
    {
      run: command`env | grep -i '_proxy=' || echo 'no proxy variable'`,
      shows: 'no proxy variable',
      tells: 'Programs that read the proxy variables find no proxy.',
    },
    {
      run: command`git config --show-origin --get-all http.proxy`,
      shows: '<proxy>',
      tells:
        'git has a proxy in its settings. Other programs may have a proxy too: see “npm config get https-proxy” and the settings of your IDE.',
    },
    {
      run: tcpCheck(word`<host>`, 443),
      shows: 'No route to host',
      tells: 'Direct connections fail. “timed out” and “Connection refused” mean the same here.',
    },
    {
      run: proxyCheck(word`https://<host>/`),
      shows: 'CONNECT 200',
      tells: 'Through the other program’s proxy, the same request succeeds.',
    },
  ],
  example: {
    proxy: '<proxy>',
    url: 'http://<proxy host>:<port>',
    programs: ['git'],
    // Undefined: the published document.
    edition: undefined,
    files: ['<file>'],
    hosts: ['<host>'],
    // The failed hosts that the proxy reached.
    proved: ['<host>'],
    // True if the proxy answers but requires a login first.
    needsLogin: false,
    // Unanswered datagrams, which no proxy carries.
    datagrams: [],
  },
  title: ({ proxy, programs }) =>
    `The proxy ${proxy}, which ${toList(programs)} ${verb(programs.length, 'uses', 'use')}, is not set in any proxy variable`,
  evidence: ({ proxy, files, hosts, proved, needsLogin, datagrams }) => [
    `No proxy variable is set, and direct connections to ${plural(hosts.length, 'host')} fail: ${toList(hosts)}.`,
    `${proxy} is set in ${toList(files)}.`,
    needsLogin
      ? `${proxy} answers, but asks for a login first.`
      : `Through ${proxy}, ${toList(proved)} ${verb(proved.length, 'answers', 'answer')}.`,
    datagrams.length > 0 && `UDP gets no answer either (${toList(datagrams)}); no HTTP proxy carries UDP.`,
  ],
  fixes: ({ url, proxy, proved, needsLogin, datagrams, edition }) => [
    {
      owner: 'you',
      text: `Set the proxy for all programs. ${exemptText(edition)}; add more hosts only if they have a direct route.${needsLogin ? ' The proxy asks for a login: add it to the URL of the proxy.' : ` In a test, the proxy reached ${toList(proved)}.`}`,
      command: proxyVariables(url, edition),
    },
    datagrams.length > 0 && {
      owner: 'network-team',
      text: `Ordinary HTTPS leaves through ${proxy}. UDP cannot leave through it. Please allow outbound UDP to ${briefly(datagrams, 'address', 'addresses')}, or plan an Enterprise runner, which needs no gateway.`,
      command: listing(
        'rules',
        firewallLines(
          'UDP',
          4242,
          datagrams.map((place) => place.replace(/:\d+$/, '')),
        ),
      ),
    },
  ],
});

interface Remedy {
  proxy: ForwardProxy;
  settings: OtherProxy[];
  controls: WebObservation[];
  /** Hosts that the proxy reached. */
  carried: string[];
  needsLogin: boolean;
}

/** The proxy that reached most hosts; if no proxy reached a host, a proxy that requires a login. */
function bestOf(settings: readonly OtherProxy[], view: View): Remedy | null {
  const remedies = [...Map.groupBy(settings, ({ proxy }) => proxyText(proxy)).values()].flatMap((same): Remedy[] => {
    const [first] = same;
    if (first === undefined) return [];
    const controls = view
      .controls('other-programs-proxy')
      .filter((one): one is WebObservation => one.probe === 'https' && isThrough(one, first.proxy));
    const carried = unique(controls.flatMap(({ failure, target }) => (failure === null && 'host' in target ? target.host : [])));
    const needsLogin = controls.some(({ failure }) => failure?.kind === 'tunnel.407');
    if (carried.length === 0 && !needsLogin) return [];
    return [{ proxy: first.proxy, settings: same, controls, carried, needsLogin: carried.length === 0 }];
  });
  return remedies.toSorted((a, b) => b.carried.length - a.carried.length)[0] ?? null;
}

function isThrough(observation: Observation, proxy: ForwardProxy): boolean {
  const taken = proxyOf(observation);
  return taken !== null && proxyText(taken) === proxyText(proxy);
}

/** UDP always goes direct, so one answered datagram shows that UDP is not blocked. */
function lostDatagrams(view: View): readonly Observation[] {
  if (view.udp.some(({ state, failure }) => state === 'completed' && failure === null)) return [];
  return view.udp.filter((observation) => view.isFailed(observation) && observation.failure?.kind !== 'udp.local-denied');
}
