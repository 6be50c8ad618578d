/** The devices whose configuration a request can contain. */
export const DEVICES = ['squid', 'zscaler', 'palo-alto', 'nftables', 'security-group'] as const;
export type Device = (typeof DEVICES)[number];
