/** GD132: a SOCKS proxy works only if one particular side looks up the host: the proxy, or this machine. */

import { PROGRAMS } from '../../knowledge/no-proxy/index.ts';
import { SOCKS_USES } from '../../knowledge/proxies/socks-programs.ts';
import { command, commands, word } from '../../model/command/index.ts';
import { isWebObservation, type WebObservation } from '../../model/observation.ts';
import { type ForwardProxy, isSocks, type Target, targetHost } from '../../model/target.ts';
import { unique } from '../facts/order.ts';
import { proxyText } from '../facts/proxy-settings.ts';
import { lookupControls, socksSubjectOf } from '../facts/socks.ts';
import { failedPhase, proxyOf, type View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { socksCheck } from './shared/by-hand.ts';
import { toList, verb } from './shared/wording.ts';

interface Facts {
  proxy: string;
  hosts: string[];
  /** The side whose lookup fails. */
  fails: 'client' | 'proxy';
  /** The variables whose scheme leaves open which side looks up the host. */
  variables: string[];
}

/** Programs that look up the host themselves with socks5://, and programs that support only socks5://. */
const LOOKING_UP = PROGRAMS.filter((program) => SOCKS_USES[program].socks5 === 'address');
const ONLY_SOCKS5 = PROGRAMS.filter((program) => SOCKS_USES[program].socks5 !== 'fails' && SOCKS_USES[program].socks5h === 'fails');

export const socksLookupFails = defineRule<Facts>({
  code: 'GD132',
  excludes: { 'socks-refuses': by.controls('other-lookup'), 'name-not-found': by.controls('other-lookup') },

  find(view) {
    const pairs = lookupControls(view).flatMap((control) => {
      const proxy = proxyOf(control);
      return rowsOf(view, control).flatMap((row) => {
        const fails = failingSide(row, control);
        return fails === null || proxy === null ? [] : [{ control, row, fails, proxy, name: proxyText(proxy) }];
      });
    });
    return [...Map.groupBy(pairs, ({ fails, name }) => `${fails} ${name}`).values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { fails, proxy, name } = first;
      const accountsFor = unique(group.flatMap(({ row }) => (row.failure === null ? [] : row.id)));
      const passing = group.flatMap(({ row }) => (row.failure === null ? row.id : []));
      const controls = group.map(({ control }) => control.id);
      return [
        {
          subject: name,
          confidence: 'certain' as const,
          accountsFor,
          evidence: unique([...controls, ...passing]),
          requirements: ['proxy.variables'],
          ...(accountsFor.length === 0 ? { degrades: true as const } : {}),
          facts: {
            proxy: name,
            hosts: unique(group.flatMap(({ row }) => targetHost(row.target) ?? [])),
            fails,
            variables: variablesFor(view, proxy),
          },
        },
      ];
    });
  },

  summary: 'A SOCKS proxy works only if the proxy looks up the host, or only if this machine does so.',
  why: 'With socks5://, curl, git and Python look up the host themselves and give the proxy an address. Other programs, such as Go programs, give the proxy the name. Internal DNS often does not know public names, and some proxies look up no names.',
  stops:
    'If this machine cannot resolve the host, programs that look up hosts themselves fail. If the proxy cannot resolve the host, programs that send the proxy a name fail.',
  confusedWith: {
    'socks-refuses': 'the proxy refuses the host in both cases.',
    'name-not-found': 'neither this machine nor the proxy can resolve the name.',
  },
  byHand: [
    {
      run: socksCheck(word`https://<host>/`, word`--socks5`),
      shows: 'esolve',
      tells: 'curl looks up the host itself, but this machine does not find it.',
    },
  ],
  example: { proxy: '<proxy>', hosts: ['<host>'], fails: 'client', variables: ['HTTPS_PROXY'] },
  title: ({ proxy, hosts, fails }) =>
    fails === 'client'
      ? `Programs that look names up themselves do not reach ${toList(hosts, 3)} through the SOCKS proxy ${proxy}`
      : `The SOCKS proxy ${proxy} cannot look up ${toList(hosts, 3)}`,
  evidence: ({ proxy, hosts, fails, variables }) =>
    fails === 'client'
      ? [
          `${proxy} reaches ${toList(hosts)} by name, but this machine cannot look ${verb(hosts.length, 'that name', 'those names')} up.`,
          `${toList(variables)} ${verb(variables.length, 'says', 'say')} socks5://, so ${toList(LOOKING_UP)} look names up themselves.`,
        ]
      : [`${proxy} fails to connect to ${toList(hosts)} by name, but connects to the address that this machine looked up.`],
  fixes: ({ proxy, hosts, fails, variables }) =>
    fails === 'client'
      ? [
          {
            owner: 'you',
            text: `Tell ${toList(LOOKING_UP)} to leave the lookup to the proxy, and leave socks5:// in ${toList(variables)}: ${toList(ONLY_SOCKS5)} do not know socks5h:// and fail with it, as programs built with Go before 1.23 do.`,
            command: commands([
              command`git config --global http.proxy socks5h://${proxy}`,
              command`echo 'proxy = socks5h://${proxy}' >> ~/.curlrc`,
            ]),
          },
        ]
      : [
          {
            owner: 'network-team',
            text: `The SOCKS proxy ${proxy} cannot look up ${toList(hosts)}, but connects to the same hosts by address. Please let the proxy use a resolver that knows public names, because our programs send the proxy names.`,
          },
        ],
});

function rowsOf(view: View, control: WebObservation): WebObservation[] {
  const place = (target: Target) => ('url' in target ? target.url : null);
  return view.web.filter(isWebObservation).filter(({ role, state, target, route }) => {
    const isSameWay = route.via === 'proxy' && isSocks(route.proxy);
    return role === 'row' && state === 'completed' && isSameWay && place(target) === place(control.target);
  });
}

/** The side that cannot look up the host; null if both sides can, or neither. */
function failingSide(row: WebObservation, control: WebObservation): Facts['fails'] | null {
  if (control.failure === null) {
    if (socksSubjectOf(row.failure?.kind ?? null) !== null) return 'proxy';
    return isNotFoundHere(row) ? 'client' : null;
  }
  return row.failure === null && isNotFoundHere(control) ? 'client' : null;
}

/** True if this machine looked up the name of the target, not that of the proxy, and found no address. */
function isNotFoundHere(observation: WebObservation): boolean {
  const isOfTarget = failedPhase(observation)?.peer === 'target';
  return isOfTarget && /^dns\.(nxdomain|no-data)$/.test(observation.failure?.kind ?? '');
}

/** The names of the variables with this proxy. */
function variablesFor({ host }: View, proxy: ForwardProxy): string[] {
  const named = (host?.proxies ?? []).filter((variable) => variable.host === proxy.host && variable.port === proxy.port);
  return named.filter(({ scheme }) => scheme === 'socks5').map(({ name }) => name);
}
