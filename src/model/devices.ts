/** Devices that a request can spell out the change for. */
export const DEVICES = ['squid', 'zscaler', 'palo-alto', 'nftables', 'security-group'] as const;
export type Device = (typeof DEVICES)[number];
