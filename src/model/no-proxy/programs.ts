/** The programs whose proxy rules are modelled, in the order in which they are shown, and what each may do with a URL. */

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
export type Program = (typeof PROGRAMS)[number];

/**
 * `direct`: the program connects to the host by itself. `proxy`: it does not, it goes to the proxy, or nowhere where
 * the value of the variable is of no use to it.
 */
export type Way = 'direct' | 'proxy';
