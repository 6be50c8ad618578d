/** Why the client refuses its configuration: its own words (OpenSSH 8.4 to 10.5) turned into the vocabulary. */
import type { ConfigRefusal } from '../../model/ssh/index.ts';

type Reason = ConfigRefusal['reason'];

interface Shape {
  pattern: RegExp;
  reason: Reason | ((found: Readonly<Record<string, string | undefined>>) => Reason);
}

const AT = '(?<file>.{1,4096}?)(?::)? line (?<line>\\d+): ';

/** In the order of what says most. */
const SHAPES: readonly Shape[] = [
  { pattern: new RegExp(`^${AT}Bad configuration option: (?<keyword>.*)$`, 'm'), reason: ({ keyword = '' }) => unknownKeyword(keyword) },
  { pattern: /^Bad owner or permissions on (?<file>.+)$/m, reason: 'permissions' },
  { pattern: /^Can't open user config file (?<file>.+?): /m, reason: 'unreadable' },
  { pattern: /Too many recursive configuration includes/m, reason: 'include-recursion' },
  { pattern: new RegExp(`^(?:${AT})?bad include path `, 'im'), reason: 'bad-include-path' },
  { pattern: new RegExp(`^(?:${AT})?(?:Bad|Unsupported) Match (?:condition|attribute)`, 'im'), reason: 'bad-match' },
  { pattern: new RegExp(`^${AT}.*Match.*$`, 'm'), reason: 'bad-match' },
  {
    pattern: new RegExp(`^${AT}(?:keyword (?<keyword>\\S+) )?(?:extra arguments at end of line|garbage at end of line)`, 'm'),
    reason: 'extra-arguments',
  },
  { pattern: new RegExp(`^${AT}(?:no argument after keyword "?(?<keyword>[^".]*)|missing argument)`, 'im'), reason: 'missing-argument' },
  { pattern: /jumphost loop via /m, reason: 'jump-loop' },
  { pattern: /^hostname contains invalid characters|^Could not parse|^usage: ssh/m, reason: 'bad-name' },
  { pattern: new RegExp(`^${AT}`, 'm'), reason: 'bad-value' },
];

/** `err`: what the client wrote on stderr, without debug lines or with them. */
export function refusalOf(err: string): ConfigRefusal {
  const said = err
    .split(/\r?\n/)
    .filter((line) => !/^debug\d: |^Pseudo-terminal/.test(line))
    .join('\n');
  for (const { pattern, reason } of SHAPES) {
    const found = pattern.exec(said);
    if (found === null) continue;
    const groups: Readonly<Record<string, string | undefined>> = found.groups ?? {};
    const file = groups['file'] ?? null;
    const line = Number(groups['line'] ?? 0);
    return {
      place: file !== null && line > 0 ? { file, line } : null,
      file,
      reason: typeof reason === 'string' ? reason : reason(groups),
      keyword: wordOf(groups['keyword']),
    };
  }
  return { place: null, file: null, reason: 'other', keyword: null };
}

/** The client writes bytes beyond ASCII as `\357\273\277`. */
function unknownKeyword(keyword: string): Reason {
  if (keyword.startsWith('\\357\\273\\277')) return 'bom';
  if (keyword.includes('\\302\\240')) return 'no-break-space';
  if (/^(?:<{7}|>{7}|\|{7}|={7})/.test(keyword) || keyword === '') return 'merge-marks';
  return /\\[0-3][0-7]{2}|\\\^/.test(keyword) ? 'binary' : 'unknown-keyword';
}

/** A keyword is a word; whatever else stood there may be anything, a secret included. */
function wordOf(keyword: string | undefined): string | null {
  return keyword !== undefined && /^[a-z][a-z0-9]{1,40}$/i.test(keyword) ? keyword : null;
}
