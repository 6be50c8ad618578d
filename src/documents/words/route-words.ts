/** Words for the routes of programs to a host. */
import { type NoProxyProgram, type NoProxyReport, PROGRAMS } from '../../knowledge/no-proxy/index.ts';
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
  if (direct.length === 0) return 'not direct in any program';
  return direct.length === PROGRAMS.length ? 'direct in every program' : `direct in ${toList(direct)}, not in the others`;
}

/** The legend below a matrix of routes. */
export const ROUTES_LEGEND = 'D: direct. P: not direct. !: not as the access requirements want.';

/** The headings of the lists in a report. */
export const LIST_HEADINGS = {
  all: 'The list that every program reads as wanted, to be set in both spellings',
  java: 'For Java and JetBrains IDEs, which read neither',
  now: 'Set now',
  elsewhere: 'Told elsewhere',
  open: 'Hosts whose route the requirements do not state',
} as const;

export function listExports(list: string): string {
  return `export NO_PROXY='${list}'\nexport no_proxy="$NO_PROXY"`;
}
