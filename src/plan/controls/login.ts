/** What does this machine have for the login that a proxy asks for? Basic alone needs only a name and a password. */
import type { ProbeRequest } from '../../model/probe-request.ts';
import { hostPort, type Route, targetHost, targetPort } from '../../model/target.ts';
import { control } from '../request.ts';
import type { ControlContext } from './question.ts';

/** One for each proxy that offers Negotiate, or nothing that every program can do. */
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
