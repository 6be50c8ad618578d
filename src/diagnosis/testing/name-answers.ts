/** Adds the answers of several resolvers about a name to a session that has one answer. */
import { addressFamily } from '../../model/address.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { DnsDatagram, NameAnswer } from '../../model/observation.ts';
import type { ControlPurpose } from '../../model/probe-request.ts';
import type { Session } from '../../model/session.ts';
import { failure } from './phases.ts';

/** Addresses of one family, or the failure. */
export function said(resolver: string, what: readonly string[] | FailureKind, datagrams?: readonly Partial<DnsDatagram>[]): NameAnswer {
  const [first] = typeof what === 'string' ? [] : what;
  const heard = datagrams?.map((each, index) => ({
    ...{ afterMs: index + 1, idMatches: true, rcode: 0, addresses: [], aliases: [], extendedErrors: [] },
    ...each,
  }));
  return {
    from: { kind: 'resolver', address: resolver, port: 53 },
    family: first === undefined || addressFamily(first) !== 6 ? 4 : 6,
    addresses: typeof what === 'string' ? [] : [...what],
    durationMs: 1,
    failure: typeof what === 'string' ? failure(what, {}, 'a resolver') : null,
    ...(heard === undefined ? {} : { datagrams: heard }),
  };
}

/** Adds the resolvers' answers about this name, to the observation of its requirement or to a control. */
export function withAnswers(session: Session, name: string, purpose: ControlPurpose | null, ...answers: NameAnswer[]): Session {
  const observations = session.observations.map((each) => {
    if (each.probe !== 'dns' || each.name !== name || each.purpose !== purpose) return each;
    return { ...each, answers: [...each.answers.filter(({ from }) => from.kind === 'system' && purpose === null), ...answers] };
  });
  return { ...session, observations };
}
