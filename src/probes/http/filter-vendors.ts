/** Recognises web filters by their marks. A mark shows the vendor but never proves a block by itself. */

interface Vendor {
  name: string;
  /** Header names that only this vendor sets. */
  headers?: RegExp;
  /** Searched in Server, Via and cookie names, in a redirect's host, and in the text of a block or login page. */
  marks: RegExp;
}

const VENDORS: readonly Vendor[] = [
  { name: 'Zscaler', headers: /^x-zscaler-/, marks: /zscaler/i },
  { name: 'Netskope', headers: /^x-netskope-/, marks: /netskope|goskope/i },
  { name: 'Forcepoint', headers: /^x-websense-/, marks: /forcepoint|websense/i },
  { name: 'Fortinet', marks: /fortiguard|fortigate|fortinet|fortiproxy/i },
  { name: 'Palo Alto Networks', marks: /palo ?alto|pan-os|prisma access/i },
  { name: 'Cisco Umbrella', marks: /opendns|umbrella\.com|cisco umbrella/i },
  { name: 'Cisco Secure Web Appliance', marks: /ironport|cisco (?:secure )?web (?:security|appliance)|-wsa\b/i },
  { name: 'Symantec / Blue Coat', headers: /^x-bluecoat-/, marks: /blue ?coat|proxysg|symantec web/i },
  { name: 'Skyhigh / McAfee', headers: /^x-mcafee-|^x-mwg-/, marks: /mcafee|skyhigh ?security|web gateway: /i },
  { name: 'Sophos', marks: /sophos/i },
  { name: 'Check Point', marks: /check ?point (?:software|harmony|usercheck)|usercheck/i },
  { name: 'Barracuda', headers: /^x-barracuda-/, marks: /barracuda/i },
  { name: 'Trend Micro', marks: /trend ?micro|iwsva/i },
  { name: 'Cloudflare Gateway', marks: /cloudflare ?gateway|cloudflareclient|blocked by (?:your )?cloudflare zero trust/i },
  { name: 'Menlo Security', headers: /^x-menlo-/, marks: /menlo ?security/i },
  { name: 'iboss', marks: /\biboss\b/i },
  { name: 'Cato Networks', marks: /cato ?networks/i },
  { name: 'WatchGuard', marks: /watchguard/i },
  { name: 'SonicWall', marks: /sonicwall/i },
  { name: 'Smoothwall', marks: /smoothwall/i },
  { name: 'ContentKeeper', marks: /contentkeeper/i },
  { name: 'Lightspeed', marks: /lightspeed ?systems/i },
  { name: 'Microsoft Global Secure Access', marks: /global secure access/i },
];

export function filterVendor(seen: {
  headerNames: readonly string[];
  headerValues: readonly string[];
  pageText: string | null;
}): string | null {
  const texts = seen.pageText === null ? seen.headerValues : [...seen.headerValues, seen.pageText];
  const vendor = VENDORS.find(
    ({ headers, marks }) =>
      (headers !== undefined && seen.headerNames.some((name) => headers.test(name))) || texts.some((text) => marks.test(text)),
  );
  return vendor?.name ?? null;
}
