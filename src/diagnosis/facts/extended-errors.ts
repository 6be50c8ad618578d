/** What resolvers say about their own answers (RFC 8914), by name. */
import { DNSSEC, FILTERING, PROHIBITED } from '../../knowledge/extended-dns-errors.ts';
import type { DnsObservation, NameAnswer } from '../../model/observation.ts';
import { normalHost } from '../../model/wildcard.ts';
import { perView } from './memo.ts';
import { resolverText } from './names.ts';
import type { View } from './view.ts';

export interface Admission {
  name: string;
  /** Each resolver that said so, and its codes. */
  resolvers: readonly string[];
  codes: readonly number[];
  /** The observations that it was read from. */
  id: string;
}

/** The answers in full, by name. */
export const detailsOf = perView((view: View): ReadonlyMap<string, DnsObservation> => {
  const details = view.controls('dns-details').flatMap((each) => (each.probe === 'dns' ? each : []));
  return new Map(details.map((each) => [normalHost(each.name), each]));
});

/** What resolvers admit of this name, as far as it is one of these codes; null where none does. */
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

/** The name is kept from this machine on purpose, by the word of the resolver itself. */
export function filterAdmission(view: View, name: string): Admission | null {
  return admission(view, name, (code, resolver) => FILTERING.has(code) || (code === PROHIBITED && serves(view).has(resolver)));
}

/** The resolver rejects what it was told about the name. */
export function dnssecAdmission(view: View, name: string): Admission | null {
  return admission(view, name, (code) => DNSSEC.has(code));
}

/** Resolvers that give this machine addresses: what they prohibit is the name, not the machine. */
const serves = perView(
  (view: View): ReadonlySet<string> =>
    new Set(view.dns.flatMap(({ answers }) => answers.filter(({ addresses }) => addresses.length > 0).map(resolverOf))),
);

function resolverOf({ from }: NameAnswer): string {
  return from.kind === 'system' ? '' : resolverText(from);
}
