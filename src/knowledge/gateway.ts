/** The published names of Gitpod's gateway nodes; the catalogue has the addresses. */
export const LIGHTHOUSES = ['lighthouse.us01.gitpod.dev', 'lighthouse.eu01.gitpod.dev'] as const;
