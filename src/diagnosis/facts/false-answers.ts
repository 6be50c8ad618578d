/**
 * Requests that a false DNS answer sent to another server: the host itself is verified at an address from another answer, so this is no
 * outage.
 */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { type AddressClass, addressClass } from '../../model/address.ts';
import type { NameAnswer, WebObservation } from '../../model/observation.ts';
import { shareFinalName } from './aliases.ts';
import { isAnotherServer, isResigned } from './another-server.ts';
import { isRegionalAws } from './aws-names.ts';
import { dnsDetails, filterReport } from './extended-errors.ts';
import { type FailedLookup, failedLookups } from './failures-of-name.ts';
import { lastHop } from './hops.ts';
import { memoize } from './memo.ts';
import { resolverText } from './names.ts';
import { unique } from './order.ts';
import { rewrittenNxdomain } from './rewritten-names.ts';
import { tlsProof } from './tls-proof.ts';
import type { View } from './view.ts';

export interface FalseAnswer extends FailedLookup {
  control: WebObservation;
  /** The address at which the host presents a trusted certificate. */
  right: string;
  /** Resolvers that give the wrong address, and those that give the right one. */
  wrong: readonly string[];
  others: readonly string[];
  /** True if the right address came in a later answer of the same resolver to the same query. */
  isOvertaken: boolean;
  /** True if a connection to the address reached another server, or if the address cannot belong to a public host. */
  isSeen: boolean;
}

/** One resolver is wrong and another is right. If a resolver gives both answers, it rotates them, or one of them is injected (211). */
export const falseAnswers = memoize((view: View): readonly FalseAnswer[] => {
  if (view.controls('other-answer').length === 0) return [];
  const rewritten = new Set(rewrittenNxdomain(view)?.rows.map(({ row }) => row));
  return failedLookups(view)
    .filter(({ row, name }) => !rewritten.has(row) && filterReport(view, name) === null)
    .flatMap((each) => falseAnswer(view, each) ?? [])
    .filter(
      ({ wrong, others, isOvertaken }) =>
        !isOvertaken && others.length > 0 && wrong.length > 0 && !others.some((other) => wrong.includes(other)),
    );
});

function falseAnswer(view: View, looked: FailedLookup): FalseAnswer | null {
  const { row, name, given } = looked;
  const control = lastHop(row) === 0 ? view.controlFor(row, 'other-answer') : undefined;
  const right = control?.phases.find((phase) => phase.name === 'tcp')?.['network.peer.address'] ?? null;
  if (isMeantForInside(looked)) return null;
  if (control === undefined || right === null || given.length === 0 || !PROVES.has(tlsProof(control))) return null;
  // A device that re-signs TLS for every host does so at all addresses of the host.
  if (tlsProof(row) === 'private' && tlsProof(control) !== 'public') return null;
  const answers = (view.dnsOf(name)?.answers ?? []).filter(({ from }) => from.kind === 'resolver');
  const wrong = resolversWith(answers, (address) => given.includes(address));
  const others = resolversWith(answers, (address) => address === right);
  const isOvertaken = cameLater(dnsDetails(view).get(name)?.answers ?? [], given, right);
  const together = shareFinalName(view, name, wrong, others);
  const isSigned = isResigned(row, control);
  const isSeen = isElsewhere(looked) || isAnotherServer(row) || (isSigned && together === false);
  // A firewall may inspect only some addresses (307), and one alias may have several addresses.
  if (!isSeen && !isOvertaken && (isSigned || together === true)) return null;
  return { ...looked, control, right, wrong, others, isOvertaken, isSeen };
}

const PROVES: ReadonlySet<string> = new Set(['public', 'private']);

const NOWHERE: ReadonlySet<AddressClass> = new Set<AddressClass>(['loopback', 'unspecified', 'link-local', 'reserved', 'multicast']);

/** An AWS endpoint or the user's own server may have an internal address and be down. */
function isMeantForInside({ name, given }: FailedLookup): boolean {
  const classes = given.map(addressClass);
  if (classes.includes('public') || classes.every((each) => NOWHERE.has(each))) return false;
  return publishedOwner(name) === null || isRegionalAws(name);
}

/** No server of the host can have this address. */
function isElsewhere({ given }: FailedLookup): boolean {
  return !given.map(addressClass).includes('public');
}

function resolversWith(answers: readonly NameAnswer[], isMeant: (address: string) => boolean): string[] {
  return unique(answers.flatMap(({ from, addresses }) => (from.kind === 'resolver' && addresses.some(isMeant) ? resolverText(from) : [])));
}

/** True if the accepted answer arrived before the right answer to the same query. */
function cameLater(answers: readonly NameAnswer[], given: readonly string[], right: string): boolean {
  return answers.some(({ datagrams = [] }) => {
    const [first, ...later] = datagrams;
    return first?.addresses.some((address) => given.includes(address)) === true && later.some(({ addresses }) => addresses.includes(right));
  });
}
