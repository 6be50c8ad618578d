/**
 * Proxy scripts with everything that rules need: the location of each, the programs that read it, and the results of the requirements that
 * depend on it.
 */
import { isOpenByScript, type ScriptRoute, scriptRoutes } from '../../knowledge/measurements/script-routes.ts';
import { foundNoScript, namedScriptOf, type ScriptReader, scriptReaders } from '../../knowledge/proxies/script-readers.ts';
import type { ProxyScriptObservation } from '../../model/observation.ts';
import type { NamedScript } from '../../model/proxy-script.ts';
import { targetHost } from '../../model/target.ts';
import { directEgress } from './direct-egress.ts';
import { observationsOfProbe } from './log.ts';
import { memoize } from './memo.ts';
import { unique } from './order.ts';
import { variablesWithValue } from './proxy-settings.ts';
import type { View } from './view.ts';

export interface ObservedProxyScript {
  observation: ProxyScriptObservation;
  named: NamedScript;
  readers: ScriptReader[];
  /** Measured requirements whose programs read the script. */
  routes: ScriptRoute[];
}

/** The scripts whose programs are known, with the requirements that depend on them. */
export const observedProxyScripts = memoize((view: View): readonly ObservedProxyScript[] => {
  const { host } = view;
  const observations = observationsOfProbe(view, 'proxy-script').filter(({ state }) => state === 'completed');
  if (host === null || observations.length === 0) return [];
  const routes = routesOfScripts(view);
  return observations.flatMap((observation) => {
    const named = namedScriptOf(observation, host);
    if (named === null || foundNoScript(named, observation.failure)) return [];
    const own = routes.filter(({ script }) => script.id === observation.id);
    return [{ observation, named, readers: scriptReaders(named, host), routes: own }];
  });
});

export const routesOfScripts = memoize(({ session, observations }: View): readonly ScriptRoute[] => {
  return scriptRoutes({ ...session, observations });
});

/** No answer of the script can be used, so its programs connect directly. */
export function isScriptUnusable({ observation }: ObservedProxyScript): boolean {
  const { script, failure } = observation;
  return (
    failure !== null ||
    script === null ||
    (script.answers.length > 0 && script.answers.every((answer) => answer.failure !== null && answer.entries.length === 0))
  );
}

/**
 * Failed observations that an unusable script explains: those of its programs, which connect directly instead. If no direct connection
 * opens and no variable sets a proxy, it explains every failed observation, because only the script knew the proxy.
 */
export function failedWithoutScript(view: View, { routes }: ObservedProxyScript): readonly string[] {
  const own = routes.filter(({ outcome, row }) => outcome === 'fails' && view.isFailed(row)).map(({ row }) => row.id);
  const { reached, failed, dead } = directEgress(view);
  if (own.length === 0 || reached.size > 0 || variablesWithValue(view.host).length > 0) return own;
  return unique([...own, ...[...failed, ...dead].map(({ id }) => id)]);
}

/** Hosts of these routes. */
export function hostsOfRoutes(routes: readonly ScriptRoute[]): string[] {
  return unique(routes.flatMap(({ row }) => targetHost(row.target) ?? []));
}

/**
 * True if the script is unusable or its proxy works. It then explains why direct connections fail, so rules about the network do not apply.
 */
export const scriptExplainsEgress = memoize((view: View): boolean =>
  observedProxyScripts(view).some((script) =>
    isScriptUnusable(script) ? failedWithoutScript(view, script).length > 0 : script.routes.some(isOpenByScript),
  ),
);

/**
 * The route from a script for each measured requirement, by the id of the observation. If several scripts return a route, a failing route
 * is preferred.
 */
export const routeByScript = memoize((view: View): ReadonlyMap<string, ScriptRoute> => {
  const found = new Map<string, ScriptRoute>();
  for (const route of routesOfScripts(view)) {
    if (found.get(route.row.id)?.outcome !== 'fails') found.set(route.row.id, route);
  }
  return found;
});
