/** Proxy scripts as rules see them: the location of each, the programs that read it, and the results of the rows that depend on it. */
import { isCarriedByScript, type ScriptRoute, scriptRoutes } from '../../knowledge/measurements/script-routes.ts';
import { foundNoScript, type ScriptReader, scriptReaders } from '../../knowledge/proxies/script-readers.ts';
import type { ProxyScriptObservation } from '../../model/observation.ts';
import type { NamedScript } from '../../model/proxy-script.ts';
import { targetHost } from '../../model/target.ts';
import { directEgress } from './direct-egress.ts';
import { observationsOfProbe } from './log.ts';
import { memoize } from './memo.ts';
import { unique } from './order.ts';
import { variablesWithValue } from './proxy-settings.ts';
import type { View } from './view.ts';

export interface SeenScript {
  observation: ProxyScriptObservation;
  named: NamedScript;
  readers: ScriptReader[];
  /** Measured rows whose programs read it. */
  routes: ScriptRoute[];
}

/** Scripts whose programs are known, with the rows behind them; empty without a script. */
export const seenScripts = memoize((view: View): readonly SeenScript[] => {
  const { host } = view;
  const observations = observationsOfProbe(view, 'proxy-script').filter(({ state }) => state === 'completed');
  if (host === null || observations.length === 0) return [];
  const routes = routesOfScripts(view);
  return observations.flatMap((observation) => {
    const { target } = observation;
    const named = target.kind === 'script' ? host.proxyScripts?.find(({ number }) => number === target.number) : undefined;
    if (named === undefined || foundNoScript(named, observation.failure)) return [];
    const own = routes.filter(({ script }) => script.id === observation.id);
    return [{ observation, named, readers: scriptReaders(named, host), routes: own }];
  });
});

export const routesOfScripts = memoize(({ session, observations }: View): readonly ScriptRoute[] => {
  return scriptRoutes({ ...session, observations });
});

/** No answer of the script can be used, so its programs connect directly. */
export function isScriptUnusable({ observation }: SeenScript): boolean {
  const { script, failure } = observation;
  return (
    failure !== null ||
    script === null ||
    (script.answers.length > 0 && script.answers.every((answer) => answer.failure !== null && answer.entries.length === 0))
  );
}

/**
 * Failed rows that a dead script explains. These are the rows of its programs, which connect directly instead. If no direct connection
 * opens and no variable sets a proxy, it explains every failed row, because only the script knew the proxy.
 */
export function failedWithoutScript(view: View, { routes }: SeenScript): readonly string[] {
  const own = routes.filter(({ outcome, row }) => outcome === 'fails' && view.isFailed(row)).map(({ row }) => row.id);
  const { reached, failed, dead } = directEgress(view);
  if (own.length === 0 || reached.size > 0 || variablesWithValue(view.host).length > 0) return own;
  return unique([...own, ...[...failed, ...dead].map(({ id }) => id)]);
}

/** Hosts of these routes. */
export function hostsOfRoutes(routes: readonly ScriptRoute[]): string[] {
  return unique(routes.flatMap(({ row }) => targetHost(row.target) ?? []));
}

/** True if the script is dead or its proxy works. It then explains why direct connections fail, so rules about the network do not apply. */
export const scriptExplainsEgress = memoize((view: View): boolean =>
  seenScripts(view).some((script) =>
    isScriptUnusable(script) ? failedWithoutScript(view, script).length > 0 : script.routes.some(isCarriedByScript),
  ),
);

/** The script's route for a measured row, by the row's id. If several scripts give one, a failing route is preferred. */
export const routeByScript = memoize((view: View): ReadonlyMap<string, ScriptRoute> => {
  const found = new Map<string, ScriptRoute>();
  for (const route of routesOfScripts(view)) {
    if (found.get(route.row.id)?.outcome !== 'fails') found.set(route.row.id, route);
  }
  return found;
});
