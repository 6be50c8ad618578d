/**
 * Names of certificate authorities. A name is only a label: it never decides that a chain is intercepted, the
 * comparison of trust stores does (research/network.md §6).
 */

/** Products that inspect TLS, by the names in the certificates that they make. */
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

/** Authorities of the public web PKI, by the names of their roots and intermediates (Mozilla's list, and roots that it had). */
const PUBLIC_AUTHORITIES =
  /\b(amazon|starfield|digicert|let's encrypt|isrg|internet security research group|microsoft (azure|tls|rsa|ecc)|globalsign|google trust services|gts|sectigo|usertrust|comodo|entrust|godaddy|identrust|dst root|digital signature trust|verisign|geotrust|thawte|rapidssl|symantec class|cybertrust|baltimore|quovadis|swisssign|securetrust|trustwave|buypass|certum|actalis|telia|affirmtrust|ssl\.com|ssl corporation|t-systems|telesec|certainly|zerossl|d-trust|secom|harica|hellenic academic)\b/i;

/** The product that these issuer names belong to; null if none is recognised. */
export function inspectionVendor(names: readonly string[]): string | null {
  for (const [pattern, vendor] of INSPECTION_VENDORS) {
    if (names.some((name) => pattern.test(name))) return vendor;
  }
  return null;
}

/** The name of a public authority over a chain that does not verify: as a rule the server forgot its intermediate. */
export function looksLikePublicAuthority(name: string | null): boolean {
  return name !== null && PUBLIC_AUTHORITIES.test(name);
}
