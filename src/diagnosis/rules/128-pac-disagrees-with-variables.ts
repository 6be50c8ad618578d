/** GD128: a proxy script (PAC) and the proxy variables name different routes; hosts fail for the programs that read the variables. */
import { CONNECTION_FAILURES, NO_ADDRESS } from '../../knowledge/connection-kinds.ts';
import { isOpenByScript, type ScriptRoute } from '../../knowledge/measurements/script-routes.ts';
import { command, word } from '../../model/command/index.ts';
import { SILENT_KINDS } from '../../model/failure.ts';
import { hostPort, routeName, targetHost } from '../../model/target.ts';
import { failedHops } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { proxyText, variablesWithValue } from '../facts/proxy-settings.ts';
import { hostsOfRoutes, isScriptUnusable, observedProxyScripts } from '../facts/scripts.ts';
import { proxyOf, type View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { EXAMPLE_SCRIPT, readersText, scriptFacts, scriptPhrase } from './shared/dead-script.ts';
import { exemptText, proxyVariables, toList, verb } from './shared/wording.ts';

export const pacDisagreesWithVariables = defineRule({
  code: 'GD128',
  excludes: {
    'no-direct-egress': by.controls('script-entry'),
    'proxy-not-configured': by.controls('script-entry'),
    'pac-sends-elsewhere': by.controls('script-entry'),
  },

  find(view) {
    return observedProxyScripts(view).flatMap((script) => {
      const other = isScriptUnusable(script) ? [] : script.routes.filter(differs);
      const [first] = other.filter(isOpenByScript);
      const entry = first?.tried.at(-1)?.observation;
      const proxy = entry === undefined ? null : proxyOf(entry);
      if (first === undefined || proxy === null) return [];
      const blocked = blockedBeside(view, script.routes);
      const carried = hostsOfRoutes(other.filter(isOpenByScript));
      return [
        {
          subject: proxyText(proxy),
          confidence: 'certain' as const,
          accountsFor: blocked.map(({ id }) => id),
          evidence: unique([
            script.observation.id,
            ...other.filter(isOpenByScript).flatMap(({ tried }) => tried.map(({ observation }) => observation.id)),
          ]),
          requirements: ['proxy.variables'],
          facts: {
            ...scriptFacts(script),
            proxy: proxyText(proxy),
            url: `${proxy.scheme}://${hostPort(proxy.host, proxy.port)}`,
            carried,
            hosts: unique(blocked.flatMap(({ target }) => targetHost(target) ?? [])),
            edition: view.session.profile.edition,
            hasVariables: variablesWithValue(view.host).length > 0,
          },
        },
      ];
    });
  },
  /** If nothing fails, the claim becomes a note that explains why programs differ. */
  noted: (view) => !observedProxyScripts(view).some(({ routes }) => routes.some(isOpenByScript) && blockedBeside(view, routes).length > 0),

  summary: 'A proxy script names a proxy that the proxy variables do not name.',
  why: 'Browsers, VS Code and JetBrains run the script. curl, git, the AWS SDKs and programs written in Go read HTTPS_PROXY and HTTP_PROXY. If only the script names the proxy, browsers work and the other programs fail.',
  stops: 'Programs that read the proxy variables fail, such as the Gitpod CLI, git and curl.',
  confusedWith: {
    'no-direct-egress': 'no known proxy works.',
    'proxy-not-configured': 'the settings of a program, not a script, name the proxy.',
    'pac-sends-elsewhere': 'the proxy from the script fails.',
  },
  byHand: [
    {
      run: command`env | grep -i '_proxy=' || echo 'no proxy variable'`,
      shows: 'no proxy variable',
      tells: 'Programs that read the proxy variables find no proxy, or a proxy that the script does not return.',
    },
    { run: proxyCheck(word`https://<host>/`), shows: 'CONNECT 200', tells: 'The proxy that the script names reaches the host.' },
  ],
  example: {
    ...EXAMPLE_SCRIPT,
    proxy: '<proxy>',
    url: 'http://<proxy host>:<port>',
    carried: ['<another host>'],
    // Undefined: the published document.
    edition: undefined,
    hosts: ['<host>'],
    hasVariables: false,
  },
  title: (facts) =>
    facts.hasVariables
      ? `The proxy variables do not name the proxy ${facts.proxy} of ${scriptPhrase(facts)}`
      : `No proxy variable names ${facts.proxy}, the proxy of ${scriptPhrase(facts)}`,
  evidence: (facts) => [
    `The script sends ${toList(facts.carried)} to ${facts.proxy}, and ${verb(facts.carried.length, 'it answers', 'they answer')} through this proxy.`,
    facts.hosts.length > 0 && `Without the script, ${toList(facts.hosts)} ${verb(facts.hosts.length, 'fails', 'fail')}.`,
    `These programs read the script: ${readersText(facts)}. curl, git and Go programs read only the variables.`,
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: `Set the proxy for the programs that read no script. ${exemptText(facts.edition)}; add more hosts only if they have a direct route. In a test, the proxy reached ${toList(facts.carried)}.`,
      command: proxyVariables(facts.url, facts.edition),
    },
  ],
});

/** True if the route that the script returns works and differs from the measured route. */
function differs({ row, tried, outcome }: ScriptRoute): boolean {
  const last = tried.at(-1)?.observation;
  return outcome === 'works' && last !== undefined && routeName(last.route) !== routeName(row.route);
}

/** Failures before the host answered. If a program follows the script and fails, the script is to blame. */
function blockedBeside(view: View, routes: readonly ScriptRoute[]) {
  if (!routes.some(isOpenByScript)) return [];
  const kinds = new Set([...CONNECTION_FAILURES, ...NO_ADDRESS]);
  const carrying = new Set(
    routes.filter(isOpenByScript).flatMap(({ tried }) => tried.slice(-1).map(({ observation }) => routeName(observation.route))),
  );
  // A proxy through which other hosts were reached is not blamed for a single timeout, which may be chance.
  const mayBeChance = ({ tried }: ScriptRoute) =>
    tried.some(
      ({ observation: { route, failure } }) => carrying.has(routeName(route)) && failure !== null && SILENT_KINDS.has(failure.kind),
    );
  const followed = new Set(
    routes.flatMap((route) => (route.isOwn && route.outcome === 'fails' && !mayBeChance(route) ? route.row.id : [])),
  );
  const failed = failedHops(view, kinds).filter(({ direct, hop, observation }) => direct && hop === 0 && !followed.has(observation.id));
  const lookups = failed.flatMap(({ host }) => view.dnsOf(host) ?? []).filter((lookup) => view.isFailed(lookup));
  return unique([...failed.map(({ observation }) => observation), ...lookups]);
}
