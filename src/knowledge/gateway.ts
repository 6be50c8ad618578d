/** Under these names Gitpod publishes the nodes of its gateways; the list names the nodes by address. */
export const LIGHTHOUSES = ['lighthouse.us01.gitpod.dev', 'lighthouse.eu01.gitpod.dev'] as const;
