/** The certificates that a server presented in the handshake, as facts, and the result for each trust store. */
import * as z from 'zod';
import { hostName, organisation, plainUrl, publicText } from './privacy.ts';

/** One certificate of the presented chain, leaf first (RFC 5280 names). */
export const Certificate = z.strictObject({
  subject: z.strictObject({ commonName: organisation().nullable(), organization: organisation().nullable() }),
  issuer: z.strictObject({ commonName: organisation().nullable(), organization: organisation().nullable() }),
  notBefore: publicText(),
  notAfter: publicText(),
  /** SHA-256 over the DER form, lower-case hex. */
  sha256: publicText(),
  /** DNS names of the subject alternative name extension; at most 16 of the leaf, none of the others. */
  names: z.array(hostName()),
  selfSigned: z.boolean(),
  /** Kind and size of the public key, such as `RSA 2048`, and how the certificate was signed (RFC 8017, RFC 5758). */
  key: publicText().optional(),
  signature: publicText().optional(),
  /** URLs of the issuer's certificate and of the revocation servers (RFC 5280 §4.2.2.1, §4.2.1.13). */
  issuerUrls: z.array(plainUrl()).optional(),
  ocspUrls: z.array(plainUrl()).optional(),
  crlUrls: z.array(plainUrl()).optional(),
});
export type Certificate = z.infer<typeof Certificate>;

/**
 * Whether the chain ends in this store. Validity dates and the name are judged separately, so `untrusted` concerns the issuer only.
 * `unknown`: the store could not be read, or there was none.
 */
export const TrustResult = z.enum(['trusted', 'untrusted', 'unknown']);
export type TrustResult = z.infer<typeof TrustResult>;

/** Results by store. `own` is absent if the consumer's own list was not checked, `named` without `--ca-file`; older sessions lack both. */
export const Trust = z.strictObject({
  public: TrustResult,
  system: TrustResult,
  extra: TrustResult,
  own: TrustResult.optional(),
  named: TrustResult.optional(),
});
export type Trust = z.infer<typeof Trust>;
