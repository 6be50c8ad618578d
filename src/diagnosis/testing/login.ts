/** Adds to a test session what the machine has for a login at its proxy: a Kerberos ticket, a realm, helper programs. */
import type { ProxyLoginObservation } from '../../model/observation.ts';
import type { LoginMeans } from '../../model/proxy-login.ts';
import type { Session } from '../../model/session.ts';

const NO_MEANS: LoginMeans = { cache: 'file', ticket: null, defaultRealm: null, kdcs: [], netrc: 'no-file', helpers: [] };

export function withLoginMeans(session: Session, means: Partial<LoginMeans>): Session {
  const asked = session.observations.find(({ failure }) => failure?.kind === 'tunnel.407');
  if (asked === undefined) throw new Error('no proxy asks for a login in this session');
  const observation: ProxyLoginObservation = {
    ...asked,
    probe: 'proxy-login',
    id: `o${session.observations.length + 1}`,
    request: 'proxy-login',
    role: 'control',
    purpose: 'login-means',
    phases: [],
    failure: null,
    means: { ...NO_MEANS, ...means },
  };
  return { ...session, observations: [...session.observations, strictly(observation)] };
}

/** Drops the field of the copied web observation that a `proxy-login` observation does not have. */
function strictly({ unverifiedAnswer: _, ...observation }: ProxyLoginObservation & { unverifiedAnswer?: unknown }): ProxyLoginObservation {
  return observation;
}
