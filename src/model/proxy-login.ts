/** The tickets, settings and helpers of this machine for a login at a proxy. Never a password, a key or a ticket itself. */
import * as z from 'zod';
import { hostName, publicText, userName } from './privacy.ts';

const Port = z.int().min(1).max(65535);

/** The ticket-granting ticket of the cache that programs read by default. */
export const KerberosTicket = z.strictObject({
  user: userName(),
  realm: hostName(),
  /** RFC 3339, UTC. Null if the cache does not contain it in a readable form. */
  endsAt: publicText().nullable(),
  /** The cache also has a ticket for HTTP at the proxy, so no KDC is needed until that expires. */
  hasServiceTicket: z.boolean(),
});
export type KerberosTicket = z.infer<typeof KerberosTicket>;

export const Kdc = z.strictObject({ host: hostName(), port: Port, from: z.enum(['file', 'dns']) });
export type Kdc = z.infer<typeof Kdc>;

/** The result of one CONNECT by the installed curl with this machine's ticket (consent `proxy-login`). */
export const LoginOpinion = z.strictObject({
  scheme: z.enum(['Negotiate', 'NTLM']),
  /** `unable`: curl is not installed, or not built for this scheme. */
  outcome: z.enum(['accepted', 'refused', 'no-answer', 'unable']),
  /**
   * `sent`: curl got a Kerberos ticket for the proxy and sent it. `unknown-service`: the realm does not know the SPN of the proxy.
   * `clock-skew`: the KDC's clock and this machine's differ too much. Absent: curl said none of these.
   */
  ticket: z.enum(['sent', 'unknown-service', 'clock-skew']).optional(),
});
export type LoginOpinion = z.infer<typeof LoginOpinion>;

export const LoginMeans = z.strictObject({
  /** How the ticket cache was read. `unread`: Windows keeps tickets itself, or the type of the cache needs a program that is missing. */
  cache: z.enum(['file', 'klist', 'unread']),
  /** Null if the cache is missing or has no ticket. */
  ticket: KerberosTicket.nullable(),
  /** `default_realm` of krb5.conf. */
  defaultRealm: hostName().nullable(),
  /** The KDCs of the ticket's realm, otherwise of the default one. */
  kdcs: z.array(Kdc),
  /** `entry`: `~/.netrc` has one for the proxy's host. */
  netrc: z.enum(['no-file', 'no-entry', 'entry']),
  /** Programs that listen on loopback and log in for other programs. */
  helpers: z.array(z.strictObject({ program: z.enum(['px', 'cntlm', 'unknown']), port: Port })),
  opinions: z.array(LoginOpinion).optional(),
});
export type LoginMeans = z.infer<typeof LoginMeans>;

/** The options of a request about a login. */
export const LoginOptions = z.strictObject({
  /** The schemes that the proxy offers. */
  schemes: z.array(publicText()),
  /** The user gave the consent `proxy-login`. */
  mayLogIn: z.boolean(),
});
export type LoginOptions = z.infer<typeof LoginOptions>;

/** A request repeated after the user's consent must count as a new one. */
export function loginOptionsKey({ mayLogIn }: LoginOptions): string {
  return mayLogIn ? 'logged in' : '';
}
