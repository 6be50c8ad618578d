/** Extended DNS Errors: a resolver's remarks about its own answer, with their IANA names (RFC 8914 §4). */

const NAMES: Readonly<Record<number, string>> = {
  1: 'Unsupported DNSKEY Algorithm',
  2: 'Unsupported DS Digest Type',
  3: 'Stale Answer',
  4: 'Forged Answer',
  5: 'DNSSEC Indeterminate',
  6: 'DNSSEC Bogus',
  7: 'Signature Expired',
  8: 'Signature Not Yet Valid',
  9: 'DNSKEY Missing',
  10: 'RRSIGs Missing',
  11: 'No Zone Key Bit Set',
  12: 'NSEC Missing',
  13: 'Cached Error',
  14: 'Not Ready',
  15: 'Blocked',
  16: 'Censored',
  17: 'Filtered',
  18: 'Prohibited',
  19: 'Stale NXDOMAIN Answer',
  20: 'Not Authoritative',
  21: 'Not Supported',
  22: 'No Reachable Authority',
  23: 'Network Error',
  24: 'Invalid Data',
};

/** `Blocked (15)`, or the number alone if RFC 8914 does not name it. */
export function extendedErrorText(code: number): string {
  const name = NAMES[code];
  return name === undefined ? `extended error ${code}` : `${name} (${code})`;
}

export const CENSORED_CODE = 16;
export const PROHIBITED_CODE = 18;
/** Codes for a name that the resolver's operator, the operator's customer or a law blocks. */
export const FILTERING_CODES: ReadonlySet<number> = new Set([4, 15, CENSORED_CODE, 17]);
/** Codes for a zone whose signatures do not validate, or cannot be validated. */
export const DNSSEC_CODES: ReadonlySet<number> = new Set([1, 2, 5, 6, 7, 8, 9, 10, 11, 12]);
/** Codes that a resolver with a wrong clock reports for every signed name. */
export const SIGNATURE_TIME_CODES: ReadonlySet<number> = new Set([7, 8]);
export const UNREACHABLE_CODES: ReadonlySet<number> = new Set([22, 23]);
