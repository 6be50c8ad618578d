/** Words for the routes of programs to a host. */
import { type NoProxyProgram, type NoProxyReport, PROGRAMS, SETTINGS_DRIVEN_PROGRAMS } from '../../knowledge/no-proxy/index.ts';
import { toList } from './say.ts';

type Target = NoProxyReport['targets'][number];

export function takesWrongRoute({ wanted, programs }: Target, program: NoProxyProgram): boolean {
  return wanted !== 'either' && programs[program] !== wanted;
}

/** Returns `app.gitpod.io`, `us01.gitpod.dev:8443` or `http://169.254.169.254`. */
export function hostText({ url }: Target): string {
  return url.replace(/^https:\/\//, '').replace(/\/$/, '');
}

export function routesText({ programs }: Target): string {
  const direct = PROGRAMS.filter((program) => programs[program] === 'direct');
  if (direct.length === 0) return 'direct in no program';
  return direct.length === PROGRAMS.length ? 'direct in every program' : `direct in ${toList(direct)}, not in the others`;
}

const SETTING_PROGRAM_NAMES = { browser: 'the browser', 'vscode-setting': 'VS Code', jetbrains: 'JetBrains' } as const;

/** `through a proxy in the browser and VS Code`; empty if all routes are direct. */
export function settingsText(settings: NonNullable<Target['settings']>): string {
  const who = (way: 'proxy' | 'script') =>
    toList(SETTINGS_DRIVEN_PROGRAMS.filter((program) => settings[program] === way).map((program) => SETTING_PROGRAM_NAMES[program]));
  const [proxy, script] = [who('proxy'), who('script')];
  return [...(proxy === '' ? [] : [`through a proxy in ${proxy}`]), ...(script === '' ? [] : [`as a script says in ${script}`])].join('; ');
}

/** The legend below a matrix of routes. */
export function routesLegend(columns: readonly string[]): string {
  const script = columns.length > PROGRAMS.length ? ' S: the route that a proxy script returns.' : '';
  return `D: direct. P: not direct.${script} !: not as the access requirements want.`;
}

export const ROUTE_LETTERS = { direct: 'D', proxy: 'P', script: 'S' } as const;

/** The headings of the NO_PROXY lists in a report. */
export const LIST_HEADINGS = {
  all: 'A list that every program reads correctly; set both spellings of the variable',
  java: 'For Java and JetBrains IDEs, which read neither of these variables',
  now: 'Set now',
  elsewhere: 'Told elsewhere',
  settings: 'Programs that follow settings',
  open: 'Hosts for which the requirements state no route',
} as const;

export function listExports(list: string): string {
  return `export NO_PROXY='${list}'\nexport no_proxy="$NO_PROXY"`;
}
