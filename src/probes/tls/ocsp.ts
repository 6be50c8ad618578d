/** The answer of a CA that a server staples to its handshake (RFC 6960 §4.2.1). It is read and not verified: a server gains nothing by revoking itself. */
import type { X509Certificate } from 'node:crypto';
import type { PhaseOf } from '../../model/phase.ts';
import { childrenOf, type Element, elements, NotDer, TAG } from '../machine/trust/der.ts';

type Stapled = NonNullable<PhaseOf<'tls'>['stapled']>;

const GOOD = 0x80;
const REVOKED = 0xa1;
const ENUMERATED = 0x0a;

/** Null where there is no answer about this certificate. */
export function stapledStatus(response: Buffer | null, leaf: X509Certificate | undefined): Stapled | null {
  if (response === null || leaf === undefined) return null;
  try {
    const about = singleResponses(response).find(([id]) => serialOf(id) === leaf.serialNumber.toUpperCase());
    return about === undefined ? null : statusOf(about[1]);
  } catch (error) {
    if (error instanceof NotDer) return null;
    throw error;
  }
}

function singleResponses(response: Buffer): Element[][] {
  const [status, wrapped] = childrenOf(elements(response)[0]);
  if (status?.tag !== ENUMERATED || status.content[0] !== 0) return [];
  const [, basic] = childrenOf(childrenOf(wrapped)[0]);
  const [data] = childrenOf(elements(basic?.content ?? Buffer.alloc(0))[0]);
  // The version and the responder have tags of their own; of what is left the list is the only sequence.
  const list = childrenOf(data).find(({ tag }) => tag === TAG.sequence);
  return childrenOf(list).map(childrenOf);
}

/** As Node prints serial numbers: hexadecimal, without a leading zero byte. */
function serialOf(certificate: Element | undefined): string {
  const number = childrenOf(certificate).at(-1)?.content.toString('hex').toUpperCase() ?? '';
  return number.replace(/^00(?=..)/, '');
}

function statusOf(status: Element | undefined): Stapled {
  if (status?.tag === GOOD) return { status: 'good', revokedAt: null };
  if (status?.tag !== REVOKED) return { status: 'unknown', revokedAt: null };
  return { status: 'revoked', revokedAt: timeOf(childrenOf(status)[0]) };
}

/** GeneralizedTime, `20260102030405Z`. */
function timeOf(element: Element | undefined): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(element?.content.toString('latin1') ?? '');
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
