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

/** Programs that follow settings of their own or of the system rather than variables alone. */
export const SETTINGS_DRIVEN_PROGRAMS = ['browser', 'vscode-setting', 'jetbrains'] as const;
export type SettingsDrivenProgram = (typeof SETTINGS_DRIVEN_PROGRAMS)[number];

/** `direct`: the program connects to the host. `proxy`: it connects to the proxy, or fails if the variable is unusable. */
export type ProgramRoute = 'direct' | 'proxy';

/** `script`: a proxy script decides, and its answer is not known. */
export const SETTING_ROUTES = ['direct', 'proxy', 'script'] as const;
export type SettingRoute = (typeof SETTING_ROUTES)[number];
