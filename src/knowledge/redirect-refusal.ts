/**
 * Redirects that are reported and not followed, because a remote server must not make this machine send requests to itself, its link or its
 * network. Each reason is the `code` of an `http.redirect` failure.
 */
import { type AddressClass, addressClass, addressFamily, parseAddress } from '../model/address.ts';
import type { Failure } from '../model/failure.ts';

/** Each code with its description for users. */
export const REDIRECT_REFUSALS = {
  REDIRECT_TO_LOOPBACK: 'a loopback address of the client',
  REDIRECT_TO_LINK_LOCAL: 'the local link, where clouds serve instance metadata',
  REDIRECT_TO_UNSPECIFIED: 'an address that no host can have',
  REDIRECT_TO_PRIVATE: 'a private address',
  REDIRECT_TO_PRIVATE_NAME: 'a name that exists in private networks only',
  REDIRECT_TO_HTTP: 'plain HTTP, without TLS',
  REDIRECT_WITH_LOGIN: 'a URL with a login in it',
  REDIRECT_TO_NO_HOST: 'a name that no host can have',
  REDIRECT_TO_OTHER_OWNER: 'a host of another owner',
} as const;
export type RedirectRefusal = keyof typeof REDIRECT_REFUSALS;

const BY_CLASS: Readonly<Partial<Record<AddressClass, RedirectRefusal>>> = {
  loopback: 'REDIRECT_TO_LOOPBACK',
  'link-local': 'REDIRECT_TO_LINK_LOCAL',
  unspecified: 'REDIRECT_TO_UNSPECIFIED',
  multicast: 'REDIRECT_TO_UNSPECIFIED',
  reserved: 'REDIRECT_TO_UNSPECIFIED',
  private: 'REDIRECT_TO_PRIVATE',
  shared: 'REDIRECT_TO_PRIVATE',
};

/** Null if a redirect may lead to the address. `privateIsFine` is true if the requested host is internal too. */
export function addressRefusal(address: string, privateIsFine: boolean): RedirectRefusal | null {
  if (isMetadata(address)) return 'REDIRECT_TO_LINK_LOCAL';
  const found = addressClass(address);
  // IPv6 documentation addresses are not routed (RFC 3849, RFC 9637).
  if (found === 'documentation' && addressFamily(address) === 6) return 'REDIRECT_TO_UNSPECIFIED';
  const refusal = BY_CLASS[found] ?? null;
  return refusal === 'REDIRECT_TO_PRIVATE' && privateIsFine ? null : refusal;
}

export function redirectRefusalOf(failure: Failure | null): RedirectRefusal | null {
  const code = failure?.kind === 'http.redirect' ? failure.code : undefined;
  return code !== undefined && code !== null && code in REDIRECT_REFUSALS ? (code as RedirectRefusal) : null;
}

/** AWS serves metadata over IPv6 from fd00:ec2::/32, which is private by its class. */
function isMetadata(address: string): boolean {
  const parsed = parseAddress(address);
  return parsed?.kind() === 'ipv6' && /^fd00:ec2:/.test(parsed.toString());
}
