/** Where the login ends in what follows `://`; passwords hold raw slashes and at-signs more often than they should. */

/** An authority that ends before the `@`, so that the `@` belongs to the path: `https://unpkg.com/@scope/name`. */
const AUTHORITY_FIRST = /^[A-Za-z0-9_.-]{1,253}(?::\d{1,5})?[/]/;

/** Length of `user:password` in front of the last at-sign; 0 without a login. */
export function loginLength(rest: string): number {
  const at = rest.lastIndexOf('@');
  return at <= 0 || AUTHORITY_FIRST.test(rest) ? 0 : at;
}
