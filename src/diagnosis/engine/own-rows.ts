/**
 * Requirements that this tool adds to Gitpod's access requirements: this machine, its proxy and its resolvers. Their verdicts follow from
 * the facts of the machine, from observations that passed, and from the causes found.
 */
import { isCarriedByScript } from '../../knowledge/measurements/script-routes.ts';
import type { FindingCode } from '../../model/finding-codes.ts';
import type { Observation } from '../../model/observation.ts';
import type { Requirement } from '../../model/requirement.ts';
import { clockOf } from '../facts/clock.ts';
import { connectAnswers } from '../facts/connect-answers.ts';
import { nameLookupFacts } from '../facts/names.ts';
import { missingFromNoProxy } from '../facts/no-proxy.ts';
import { usableProxies } from '../facts/proxy-settings.ts';
import { routeByScript } from '../facts/scripts.ts';
import { signsOfLife } from '../facts/signs-of-life.ts';
import { isOffline } from '../facts/standstill.ts';
import type { View } from '../facts/view.ts';
import { crashJudgement, type Judgement, MET, NOT_APPLICABLE, UNMET, unknownJudgement, unmeasuredJudgement } from './judgement.ts';

type Judge = (view: View, found: ReadonlySet<FindingCode>) => Judgement | null;

/** The proxy is unreachable, requires a login, or refuses every CONNECT, so every program that uses it fails. */
const SERVES_NOBODY = ['GD102', 'GD103', 'GD105', 'GD119', 'GD120'] as const satisfies readonly FindingCode[];

/** The verdict of each of these requirements; null if there is no evidence. */
const JUDGES: Readonly<Record<string, Judge>> = {
  'host.network': (view, found) => {
    if (found.has('GD101')) return UNMET;
    if (signsOfLife(view).any) return MET;
    if (view.host === null) return null;
    if (isOffline(view.host)) return UNMET;
    return view.host.interfaces > 0 ? MET : null;
  },
  'host.clock': (view, found) => {
    if (found.has('GD115')) return UNMET;
    if (clockOf(view).state === 'agrees') return MET;
    // Without a completed HTTPS request, no server could send its time.
    return view.web.some(({ probe, state }) => probe === 'https' && state === 'completed') ? unknownJudgement('no-reply') : null;
  },
  'host.trust-files': ({ host }, found) => {
    if (host === null) return null;
    return found.has('GD311') || host.trustFiles.some((file) => file.state !== 'sound') ? UNMET : MET;
  },
  'proxy.variables': ({ host }, found) => {
    if (host === null) return null;
    if (host.proxies.length === 0) return NOT_APPLICABLE;
    return found.has('GD109') ? UNMET : MET;
  },
  'proxy.reachable': (view, found) => {
    if (view.host === null) return null;
    const byScript = [...routeByScript(view).values()];
    if (byScript.some(({ outcome }) => outcome === 'fails')) return UNMET;
    if (usableProxies(view.host).length === 0) return byScript.some(isCarriedByScript) ? MET : NOT_APPLICABLE;
    if (SERVES_NOBODY.some((code) => found.has(code))) return UNMET;
    // Once a proxy opens one tunnel, its refusals concern single hosts.
    const opens = connectAnswers(view).some(({ answers }) => answers.some(({ kind }) => kind === null));
    if (found.has('GD107') && !opens) return UNMET;
    return signsOfLife(view).proxy ? MET : null;
  },
  'proxy.no-proxy': (view, found) => {
    if (view.host === null) return null;
    if (usableProxies(view.host).length === 0 || view.session.profile.runner !== 'enterprise') return NOT_APPLICABLE;
    if (found.has('GD111')) return UNMET;
    return missingFromNoProxy(view).length === 0 ? MET : null;
  },
  'dns.resolvers': (view) => {
    const { asked, resolved } = nameLookupFacts(view);
    if (asked.length > 0) return resolved.length > 0 ? MET : UNMET;
    // If a proxy resolves the names of all requirements, this machine needs no lookup of its own.
    return view.web.some((observation) => observation.route.via === 'proxy') ? NOT_APPLICABLE : null;
  },
};

export function judgeOwnRow(
  row: Requirement,
  observations: readonly Observation[],
  view: View,
  found: ReadonlySet<FindingCode>,
): Judgement {
  // Uses `hasOwn`, because a requirement id comes from a report and may be the name of a property that every object has.
  const judgement = (Object.hasOwn(JUDGES, row.id) ? JUDGES[row.id]?.(view, found) : null) ?? null;
  if (judgement !== null) return judgement;
  const broken = observations.find(({ state }) => state === 'crashed');
  return broken === undefined ? unmeasuredJudgement(row, view) : crashJudgement(broken);
}
