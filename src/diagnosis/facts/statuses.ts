/** Statuses with one meaning, whoever sends them. None of them is a mere refusal (RFC 6585, RFC 9110 §15). */

export const TOO_MANY_REQUESTS = 429;

/** The part that is too large: the body, the address or the headers. */
export const TOO_LARGE_STATUSES: ReadonlyMap<number, 'body' | 'address' | 'headers'> = new Map([
  [413, 'body'],
  [414, 'address'],
  [431, 'headers'],
]);

/** Another protocol or version is required: 426 Upgrade Required, 505 HTTP Version Not Supported. */
export const HTTP_VERSION_STATUSES: ReadonlySet<number> = new Set([426, 505]);

/** Only a proxy sends 407 (RFC 9110 §15.5.8), and only a device between client and service sends 511 (RFC 6585 §6). */
export const PROXY_LOGIN_STATUS = 407;
export const NETWORK_LOGIN_STATUS = 511;

export function isExplicitStatus(status: number): boolean {
  return (
    status === TOO_MANY_REQUESTS ||
    TOO_LARGE_STATUSES.has(status) ||
    HTTP_VERSION_STATUSES.has(status) ||
    status === PROXY_LOGIN_STATUS ||
    status === NETWORK_LOGIN_STATUS
  );
}
