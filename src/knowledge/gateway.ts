/** Gitpod's gateway: only its names, because the catalogue has the addresses. */

/** The published names of the gateway nodes. */
export const LIGHTHOUSES = ['lighthouse.us01.gitpod.dev', 'lighthouse.eu01.gitpod.dev'] as const;
