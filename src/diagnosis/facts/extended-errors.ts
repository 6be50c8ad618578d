/** Extended DNS errors (RFC 8914) that resolvers sent with their answers, by name. */
import { DNSSEC_CODES, FILTERING_CODES, PROHIBITED_CODE } from '../../knowledge/extended-dns-errors.ts';
import type { DnsObservation, NameAnswer } from '../../model/observation.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { memoize } from './memo.ts';
import { resolverText } from './names.ts';
import type { View } from './view.ts';

export interface ExtendedErrors {
  name: string;
  /** Resolvers that sent an extended DNS error, and the codes that they sent. */
  resolvers: readonly string[];
  codes: readonly number[];
  /** Ids of the observations with these errors. */
  id: string;
}

export const dnsDetails = memoize((view: View): ReadonlyMap<string, DnsObservation> => {
  const details = view.controls('dns-details').flatMap((each) => (each.probe === 'dns' ? each : []));
  return new Map(details.map((each) => [normalizeHost(each.name), each]));
});

/** Extended DNS errors with one of these codes for the name; null if no resolver sent one. */
export function extendedErrors(view: View, name: string, codes: (code: number, resolver: string) => boolean): ExtendedErrors | null {
  const details = dnsDetails(view).get(normalizeHost(name));
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

/** The extended DNS errors with which a resolver reports that it blocks the name on purpose. */
export function filterReport(view: View, name: string): ExtendedErrors | null {
  return extendedErrors(
    view,
    name,
    (code, resolver) => FILTERING_CODES.has(code) || (code === PROHIBITED_CODE && serves(view).has(resolver)),
  );
}

/** The extended DNS errors with which a resolver reports that it rejects the DNSSEC data of the name. */
export function dnssecReport(view: View, name: string): ExtendedErrors | null {
  return extendedErrors(view, name, (code) => DNSSEC_CODES.has(code));
}

/**
 * Resolvers that give this machine addresses for other names. The error "Prohibited" of such a resolver is therefore about the name and not
 * about this machine.
 */
const serves = memoize(
  (view: View): ReadonlySet<string> =>
    new Set(view.dns.flatMap(({ answers }) => answers.filter(({ addresses }) => addresses.length > 0).map(resolverOf))),
);

function resolverOf({ from }: NameAnswer): string {
  return from.kind === 'system' ? '' : resolverText(from);
}
