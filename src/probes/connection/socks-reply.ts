/** A SOCKS proxy's answers, parsed from its bytes: the greeting (RFC 1928 §3), the login (RFC 1929 §2), the reply (§6), and SOCKS 4. */
import type { FailureKind } from '../../model/failure.ts';
import type { SocksFacts } from '../../model/phase.ts';

export interface SocksReply extends Pick<SocksFacts, 'method' | 'reply'> {
  /** Null while the answer is incomplete, and for a granted request. */
  kind: FailureKind | null;
}

const USER_AND_PASSWORD = 2;
const NO_ACCEPTABLE_METHOD = 0xff;
const GRANTED_4 = 90;

const REPLIES_5: readonly FailureKind[] = [
  'socks.general-failure',
  'socks.not-allowed',
  'socks.network-unreachable',
  'socks.host-unreachable',
  'socks.refused',
  'socks.ttl-expired',
  'socks.command-unsupported',
  'socks.address-unsupported',
];
const REPLIES_4: Readonly<Record<number, FailureKind>> = { 91: 'socks.rejected', 92: 'socks.ident', 93: 'socks.ident' };

/** `methods`: the login methods that we offered. */
export function readSocksReply(version: 4 | 5, bytes: Buffer, methods: readonly number[]): SocksReply {
  const [first, second] = bytes;
  const nothing = { method: null, reply: null, kind: null };
  if (first === undefined) return nothing;
  if (first !== (version === 4 ? 0 : 5)) return { ...nothing, kind: isHttp(bytes) ? 'socks.http' : 'socks.not-socks' };
  if (second === undefined) return nothing;
  if (version === 4) return { ...nothing, reply: second, kind: second === GRANTED_4 ? null : (REPLIES_4[second] ?? 'socks.unknown-reply') };

  const greeted = { ...nothing, method: second };
  if (!methods.includes(second)) return { ...greeted, kind: second === NO_ACCEPTABLE_METHOD ? 'socks.no-method' : 'socks.not-socks' };
  const login = second === USER_AND_PASSWORD ? bytes.subarray(2, 4) : null;
  const loginStatus = login?.[1];
  if (loginStatus !== undefined && loginStatus !== 0) return { ...greeted, kind: 'socks.login-refused' };
  const [replyVersion, code] = bytes.subarray(2 + (login?.length ?? 0));
  if (code === undefined) return greeted;
  if (replyVersion !== 5) return { ...greeted, kind: 'socks.not-socks' };
  return { ...greeted, reply: code, kind: code === 0 ? null : (REPLIES_5[code - 1] ?? 'socks.unknown-reply') };
}

function isHttp(bytes: Buffer): boolean {
  return bytes.subarray(0, 5).toString('latin1') === 'HTTP/';
}
