/** Names of CAs. A name never proves interception; the comparison of trust stores does (docs/certificates.md). */
import { remembered } from '../../model/remembered.ts';

/** TLS inspection products, recognised by names in their certificates. */
const INSPECTION_VENDORS: readonly (readonly [RegExp, string])[] = [
  [/zscaler/i, 'Zscaler'],
  [/umbrella/i, 'Cisco Umbrella'],
  [/forcepoint|websense/i, 'Forcepoint'],
  [/fortigate|fortinet/i, 'Fortinet'],
  [/blue ?coat|symantec (web|proxy)/i, 'Broadcom (Blue Coat)'],
  [/netskope|goskope/i, 'Netskope'],
  [/palo ?alto|prisma access/i, 'Palo Alto Networks'],
  [/mcafee|skyhigh|trellix/i, 'Skyhigh (McAfee)'],
  [/sophos/i, 'Sophos'],
  [/sonicwall/i, 'SonicWall'],
  [/smoothwall/i, 'Smoothwall'],
  [/contentkeeper/i, 'ContentKeeper'],
  [/check ?point/i, 'Check Point'],
  [/trend ?micro|iwss/i, 'Trend Micro'],
  [/watchguard/i, 'WatchGuard'],
  [/barracuda/i, 'Barracuda'],
  [/iboss/i, 'iboss'],
  [/cato networks/i, 'Cato Networks'],
  [/menlo security/i, 'Menlo Security'],
  [/cloudflare (gateway|for teams)/i, 'Cloudflare Gateway'],
  [/kaspersky/i, 'Kaspersky'],
  [/bitdefender/i, 'Bitdefender'],
  [/avast|avg (web|technologies)/i, 'Avast'],
  [/eset ssl/i, 'ESET'],
  [/mitmproxy/i, 'mitmproxy'],
  [/charles proxy/i, 'Charles'],
  [/fiddler|do_not_trust/i, 'Fiddler'],
  [/portswigger|burp/i, 'Burp Suite'],
];

/** Public CAs, by the names of their roots and intermediates (Mozilla's list, present and past). */
const PUBLIC_AUTHORITIES =
  /\b(amazon|starfield|digicert|let's encrypt|isrg|internet security research group|microsoft (azure|tls|rsa|ecc)|globalsign|google trust services|gts|sectigo|usertrust|comodo|entrust|godaddy|identrust|dst root|digital signature trust|verisign|geotrust|thawte|rapidssl|symantec class|cybertrust|baltimore|quovadis|swisssign|securetrust|trustwave|buypass|certum|actalis|telia|affirmtrust|ssl\.com|ssl corporation|t-systems|telesec|certainly|zerossl|d-trust|secom|harica|hellenic academic)\b/i;

/** The inspection product that has these issuer names; null if unknown. */
export function inspectionVendor(names: readonly string[]): string | null {
  const found = names.map(vendorNamedIn).filter((index) => index !== -1);
  return found.length === 0 ? null : (INSPECTION_VENDORS[Math.min(...found)]?.[1] ?? null);
}

const vendorNamedIn = remembered((name) => INSPECTION_VENDORS.findIndex(([pattern]) => pattern.test(name)));

/** If a chain names a public CA and does not verify, usually an intermediate is missing. */
export function looksLikePublicCa(name: string | null): boolean {
  return name !== null && namesPublicCa(name);
}

const namesPublicCa = remembered((name) => PUBLIC_AUTHORITIES.test(name));

/** The family of a public CA, as the list above spells it; null for any other name. */
export function publicCaFamily(name: string): string | null {
  return PUBLIC_AUTHORITIES.exec(name)?.[0].toLowerCase() ?? null;
}
