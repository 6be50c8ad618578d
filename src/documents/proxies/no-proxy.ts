/** A matrix of hosts and programs: each program's route, the required route, and a NO_PROXY list that all programs read in the same way. */

import {
  type AskScript,
  type Destination,
  destinationText,
  hasProxySetting,
  type NoProxyReport,
  type ProxyEnvironment,
  requiredRoute,
  routesTo,
  type SettingFacts,
  settingRoutes,
  suggestNoProxy,
} from '../../knowledge/no-proxy/index.ts';
import { noProxyText } from '../../knowledge/proxies/variables.ts';
import type { NoProxyVariable, ProxyVariable } from '../../model/host-facts.ts';
import type { EditionName } from '../../model/profile-words.ts';
import { hostPort } from '../../model/target.ts';

/** `lists` are the variables in a safe form, without invalid hosts; `settings` are the settings of programs that name a proxy. */
export function noProxyReport(
  targets: readonly Destination[],
  environment: ProxyEnvironment,
  lists: readonly NoProxyVariable[],
  settings: { facts: SettingFacts; ask: AskScript } | null = null,
  edition?: EditionName,
): NoProxyReport {
  return {
    schema: 'gitpod-doctor/no-proxy@1',
    variables: Object.fromEntries([
      ...environment.proxies.map((variable) => [variable.name, proxyText(variable)]),
      ...lists.map((list) => [list.name, noProxyText(list)]),
    ]),
    targets: targets.map((to) => ({
      url: destinationText(to),
      wanted: requiredRoute(to, edition),
      programs: routesTo(to, environment),
      ...(settings !== null && hasProxySetting(settings.facts) ? { settings: settingRoutes(to, settings.facts, settings.ask) } : {}),
    })),
    suggested: suggestNoProxy(targets, environment, edition),
  };
}

function proxyText({ scheme, host, port, problems }: ProxyVariable): string {
  if (problems.includes('empty')) return '';
  if (host === null) return `unusable (${problems.join(', ')})`;
  return `${scheme === null ? '' : `${scheme}://`}${port === null ? host : hostPort(host, port)}`;
}
