/** Extended errors of resolvers about their own answers (RFC 8914), by name. */
import { DNSSEC, FILTERING, PROHIBITED } from '../../knowledge/extended-dns-errors.ts';
import type { DnsObservation, NameAnswer } from '../../model/observation.ts';
import { normalHost } from '../../model/wildcard.ts';
import { perView } from './memo.ts';
import { resolverText } from './names.ts';
import type { View } from './view.ts';

export interface Admission {
  name: string;
  /** Resolvers that sent an extended error, and their codes. */
  resolvers: readonly string[];
  codes: readonly number[];
  /** Ids of the observations with these errors. */
  id: string;
}

export const detailsOf = perView((view: View): ReadonlyMap<string, DnsObservation> => {
  const details = view.controls('dns-details').flatMap((each) => (each.probe === 'dns' ? each : []));
  return new Map(details.map((each) => [normalHost(each.name), each]));
});

/** Extended errors with one of these codes for the name; null if no resolver sent one. */
export function admission(view: View, name: string, codes: (code: number, resolver: string) => boolean): Admission | null {
  const details = detailsOf(view).get(normalHost(name));
  if (details === undefined) return null;
  const said = details.answers.flatMap((answer) => {
    const resolver = resolverOf(answer);
    return [...(answer.datagrams ?? []), ...(answer.overTcp === undefined ? [] : [answer.overTcp])].flatMap(({ extendedErrors }) =>
      extendedErrors.map((code) => ({ resolver, code })),
    );
  });
  const meant = said.filter(({ code, resolver }) => codes(code, resolver));
  if (meant.length === 0) return null;
  return {
    name,
    resolvers: [...new Set(meant.map(({ resolver }) => resolver))],
    codes: [...new Set(meant.map(({ code }) => code))].sort((a, b) => a - b),
    id: details.id,
  };
}

/** A resolver reports that it blocks the name on purpose. */
export function filterAdmission(view: View, name: string): Admission | null {
  return admission(view, name, (code, resolver) => FILTERING.has(code) || (code === PROHIBITED && serves(view).has(resolver)));
}

/** The resolver rejects the records of the name. */
export function dnssecAdmission(view: View, name: string): Admission | null {
  return admission(view, name, (code) => DNSSEC.has(code));
}

/** Resolvers that give this machine addresses for other names, so that "prohibited" concerns the name and not this machine. */
const serves = perView(
  (view: View): ReadonlySet<string> =>
    new Set(view.dns.flatMap(({ answers }) => answers.filter(({ addresses }) => addresses.length > 0).map(resolverOf))),
);

function resolverOf({ from }: NameAnswer): string {
  return from.kind === 'system' ? '' : resolverText(from);
}
