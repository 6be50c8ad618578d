/** The programs whose proxy rules are modelled, in display order, and their possible routes for a URL. */

export const PROGRAMS = [
  'go',
  'curl',
  'git',
  'wget',
  'python-urllib',
  'botocore',
  'requests',
  'undici',
  'node',
  'vscode',
  'java',
  'proxy-from-env',
] as const;
export type NoProxyProgram = (typeof PROGRAMS)[number];

/** `direct`: the program connects to the host. `proxy`: it connects to the proxy, or fails if the variable is unusable. */
export type ProgramRoute = 'direct' | 'proxy';
