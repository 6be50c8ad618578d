/**
 * Which tickets and login helpers does this machine have for a proxy that demands a login? Not read if the proxy offers only Basic, which
 * needs just a name and a password.
 */
import type { WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { hostPort, type Route, targetHost, targetPort } from '../../model/target.ts';
import { control } from '../request.ts';
import { limitControls } from './few.ts';
import type { ControlContext } from './question.ts';

/** One request for each proxy that offers Negotiate, or no scheme that every program supports. */
export function loginMeansControls({ failed, session }: ControlContext): ProbeRequest[] {
  const mayLogIn = session.profile.consents.includes('proxy-login');
  const made = new Map(session.requests.flatMap((one) => (one.login?.mayLogIn === mayLogIn ? [[proxyKey(one.route), one]] : [])));
  for (const { failure, route, target, phases, requirements } of failed) {
    const host = targetHost(target);
    if (failure.kind !== 'tunnel.407' || host === null || made.has(proxyKey(route))) continue;
    const schemes = phases.flatMap((phase) => (phase.name === 'tunnel' ? phase.authenticate : []));
    const isPassword = schemes.length === 0 || schemes.includes('Basic');
    if (isPassword && !schemes.includes('Negotiate')) continue;
    const tunnel = { kind: 'tcp' as const, host, port: targetPort(target) ?? 443 };
    const said = { probe: 'proxy-login' as const, target: tunnel, route, requirements, login: { schemes, mayLogIn } };
    made.set(proxyKey(route), control('login-means', said));
  }
  return [...made.values()];
}

const PASSING_HOSTS = 2;

/**
 * A proxy demands a login for some tunnels and opens others: does each get the same answer again? And do those that open with a login also
 * open without it?
 */
export function loginScopeControls({ failed, web, controlMs }: ControlContext): ProbeRequest[] {
  const asked = failed.filter((one) => one.failure.kind === 'tunnel.407' && firstTunnel(one)?.ok === false);
  return [...Map.groupBy(asked, ({ route }) => proxyKey(route))].flatMap(([proxy, [first]]) => {
    // Includes controls, because in a step of the walk no requirement may have passed the proxy.
    const opened = web.filter((one) => proxyKey(one.route) === proxy && firstTunnel(one)?.ok === true);
    if (first === undefined || opened.length === 0) return [];
    const again = opened.flatMap((one) => tunnelAgain('login-repeat', one, controlMs));
    const isSent = firstTunnel(first)?.credentialsSent === true;
    const without = isSent ? opened.flatMap((one) => tunnelAgain('without-login', one, controlMs)) : [];
    return [
      ...tunnelAgain('login-repeat', first, controlMs),
      ...limitControls(PASSING_HOSTS, again),
      ...limitControls(PASSING_HOSTS, without),
    ];
  });
}

/** Repeats only the CONNECT, because the proxy decides there. */
function tunnelAgain(purpose: 'login-repeat' | 'without-login', one: WebObservation, stageMs: number): ProbeRequest[] {
  const { route, requirements } = one;
  const tunnel = firstTunnel(one);
  if (tunnel === undefined) return [];
  const target = { kind: 'tcp' as const, host: tunnel['server.address'], port: tunnel['server.port'] };
  const without = purpose === 'without-login' ? { withoutLogin: true as const } : {};
  return [control(purpose, { probe: 'tcp', target, route, requirements, stageMs, ...without })];
}

/** Ignores URLs without TLS, because they need no tunnel and a proxy may demand no login for them. */
function firstTunnel({ target, phases }: WebObservation): PhaseOf<'tunnel'> | undefined {
  if (target.kind === 'http') return undefined;
  return phases.find((phase): phase is PhaseOf<'tunnel'> => phase.name === 'tunnel' && phase.hop === 0);
}

function proxyKey(route: Route): string {
  return route.via === 'direct' ? 'direct' : hostPort(route.proxy.host, route.proxy.port);
}

const MAX_KDCS = 3;

/** The KDCs of the realm: a machine that cannot reach one gets no ticket. */
export function kdcControls({ observations, controlMs }: ControlContext): ProbeRequest[] {
  return observations.flatMap((observation) => {
    if (observation.probe !== 'proxy-login' || observation.means === null) return [];
    const { requirements } = observation;
    return observation.means.kdcs.slice(0, MAX_KDCS).map(({ host, port }) => {
      const target = { kind: 'tcp' as const, host, port };
      return control('kdc', { probe: 'tcp', target, requirements, stageMs: controlMs });
    });
  });
}
