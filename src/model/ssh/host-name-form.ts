/** Recognises a malformed HostName: the client accepts any value, and only the lookup fails (ssh_config(5), HostName). */

export const HOST_NAME_FAULTS = ['quotes', 'url', 'comment', 'user', 'port', 'brackets', 'percent', 'characters'] as const;
export type HostNameFault = (typeof HOST_NAME_FAULTS)[number];

export interface InvalidHostName {
  fault: HostNameFault;
  /** The name without the error; null if unknown. */
  meant: string | null;
}

const SHAPES: readonly [HostNameFault, RegExp][] = [
  ['quotes', /^[\u2018\u2019\u201c\u201d]+(?<meant>.*?)[\u2018\u2019\u201c\u201d]*$|[\u2018\u2019\u201c\u201d]/],
  ['url', /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?(?<meant>\[[^\]]*\]|[^/:]*)/i],
  ['comment', /^(?<meant>[^#]*)#/],
  ['user', /^[^@]*@(?<meant>[^@]+)$|@/],
  ['port', /^(?<meant>[^:]+):\d*$|^\[(?<address>[^\]]*)\]:\d*$/],
  ['brackets', /^\[(?<meant>[^\]]*)\]$/],
  ['percent', /^[^:]*%/],
  // A name with these characters exists in no DNS zone or hosts file; text beyond ASCII may be a name.
  ['characters', /[\s!"$&'()*,/;<=>?\\^`{|}~]/],
];

/** Returns null for a possible name or address, including an IPv6 address with its zone (`fe80::1%eth0`). */
export function invalidHostName(value: string): InvalidHostName | null {
  for (const [fault, shape] of SHAPES) {
    const found = shape.exec(value);
    if (found === null) continue;
    const meant = (found.groups?.['meant'] ?? found.groups?.['address'] ?? '').replace(/^\[(.*)\]$/, '$1');
    return { fault, meant: isPlain(meant) ? meant : null };
  }
  return null;
}

function isPlain(name: string): boolean {
  return name !== '' && /^[\w.:-]+$/.test(name);
}
