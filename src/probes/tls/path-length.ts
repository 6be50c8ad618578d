/** How many CAs may lie below one: checked here where OpenSSL's last error hides this one. */
import type { X509Certificate } from 'node:crypto';
import { isSelfSigned } from './certificate-facts.ts';
import { pathLength } from './extensions.ts';

/** `path`: from the leaf upwards. CAs that issued to themselves do not count, and a root is an anchor (RFC 5280 §6.1.4 (l), (m)). */
export function isLongerThanAllowed(path: readonly X509Certificate[]): boolean {
  return path.some((ca, index) => {
    if (index === 0 || isSelfSigned(ca)) return false;
    const below = path.slice(1, index).filter(({ subject, issuer }) => subject !== issuer);
    return below.length > (pathLength(ca) ?? Number.POSITIVE_INFINITY);
  });
}
