/** The names under which Gitpod publishes its gateway nodes; the catalogue names the nodes by address. */
export const LIGHTHOUSES = ['lighthouse.us01.gitpod.dev', 'lighthouse.eu01.gitpod.dev'] as const;
