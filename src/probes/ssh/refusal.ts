/** Why the client refuses its configuration: maps its messages (OpenSSH 8.4 to 10.5) to failure kinds. */
import type { ConfigRefusal } from '../../model/ssh/index.ts';
import { matchesLoggedPath, unescapeBytes } from './log-events.ts';
import type { ActiveLine, ConfigReplay } from './replay.ts';

type Reason = ConfigRefusal['reason'];

interface Shape {
  pattern: RegExp;
  reason: Reason | ((found: Readonly<Record<string, string | undefined>>) => Reason);
}

const AT = '(?<file>.{1,4096}?)(?::)? line (?<line>\\d+): ';
/** An unknown Match criterion has its own line, before the one with the file and line number. */
const CRITERION = '(?:Unsupported Match attribute (?<keyword>\\S+)\\n|Missing Match criteria for .*\\n)?';

/** If two patterns match at the same position in the text, the first in the list counts. */
const SHAPES: readonly Shape[] = [
  { pattern: new RegExp(`^${AT}Bad configuration option: (?<keyword>.*)$`, 'm'), reason: ({ keyword = '' }) => unknownKeyword(keyword) },
  { pattern: /^Bad owner or permissions on (?<file>.+)$/m, reason: 'permissions' },
  { pattern: /^Can't open user config file (?<file>.+?): /m, reason: 'unreadable' },
  { pattern: new RegExp(`^(?:${AT})?Too many recursive configuration includes`, 'm'), reason: 'include-recursion' },
  { pattern: new RegExp(`^(?:${AT})?bad include path `, 'im'), reason: 'bad-include-path' },
  { pattern: new RegExp(`^${CRITERION}${AT}.*\\bMatch\\b.*$`, 'm'), reason: 'bad-match' },
  { pattern: /^(?:Bad|Unsupported) Match (?:condition|attribute)/im, reason: 'bad-match' },
  {
    pattern: new RegExp(`^${AT}(?:keyword (?<keyword>\\S+) )?(?:extra arguments at end of line|garbage at end of line)`, 'm'),
    reason: 'extra-arguments',
  },
  { pattern: new RegExp(`^${AT}(?:no argument after keyword "?(?<keyword>[^".]*)|missing argument)`, 'im'), reason: 'missing-argument' },
  { pattern: /^(?:.*: )?jumphost loop via /m, reason: 'jump-loop' },
  { pattern: /^(?:hostname|remote username) contains invalid characters|^Could not parse|^usage: ssh/m, reason: 'bad-name' },
  // The message has no line number, because HostName is expanded after all files are read.
  { pattern: /^(?:vdollar_)?percent_(?:dollar_)?expand: /m, reason: 'bad-token' },
  { pattern: new RegExp(`^${AT}`, 'm'), reason: 'bad-value' },
];

/**
 * `err` is the client's stderr, with or without debug lines. ssh continues after an error, so the first error is the one to fix. `files`
 * are the possible files, because ssh truncates long names.
 */
export function parseRefusal(err: string, files: readonly string[] = []): ConfigRefusal {
  const said = err
    .split(/\r?\n/)
    .filter((line) => !/^debug\d: |^Pseudo-terminal/.test(line))
    .join('\n');
  const [first] = SHAPES.flatMap(({ pattern, reason }) => {
    const found = pattern.exec(said);
    return found === null ? [] : [{ found, reason }];
  }).sort((one, other) => one.found.index - other.found.index);
  if (first === undefined) return { place: null, file: null, reason: 'other', keyword: null };
  const groups: Readonly<Record<string, string | undefined>> = first.found.groups ?? {};
  const logged = groups['file'] === undefined ? null : unescapeBytes(groups['file']);
  const file = logged === null ? null : (files.find((path) => matchesLoggedPath(path, logged)) ?? logged);
  const line = Number(groups['line'] ?? 0);
  return {
    place: file !== null && line > 0 ? { file, line } : null,
    file,
    reason: typeof first.reason === 'string' ? first.reason : first.reason(groups),
    keyword: wordOf(groups['keyword']),
  };
}

/** Values whose tokens the client expands before it prints its answer, in order. */
const WITH_TOKENS = ['hostname', 'remotecommand', 'controlpath', 'identityagent', 'userknownhostsfile', 'forwardagent', 'setenv'];

/** A stray percent sign is reported without its line, but is in the effective value. */
export function locateRefusal(err: string, replay: ConfigReplay | null, files: readonly string[]): ConfigRefusal {
  const refusal = parseRefusal(err, files);
  if (refusal.reason !== 'bad-token') return refusal;
  const [, key] = /percent_(?:dollar_)?expand: unknown key (%.)/.exec(err) ?? [];
  const isIt = ({ value }: ActiveLine) =>
    key === undefined ? /(?:^|[^%])(?:%%)*%$/.test(value) : value.replaceAll('%%', '').includes(key);
  const line = WITH_TOKENS.map((keyword) => replay?.first.get(keyword)).find((each) => each !== undefined && isIt(each));
  return line === undefined ? refusal : { ...refusal, place: { file: line.file, line: line.line }, file: line.file, keyword: line.keyword };
}

/** The client writes bytes beyond ASCII as `\357\273\277`. */
function unknownKeyword(keyword: string): Reason {
  if (keyword.startsWith('\\357\\273\\277')) return 'bom';
  if (keyword.includes('\\302\\240')) return 'no-break-space';
  if (/^(?:<{7}|>{7}|\|{7}|={7})/.test(keyword) || keyword === '') return 'merge-marks';
  return /\\[0-3][0-7]{2}|\\\^/.test(keyword) ? 'binary' : 'unknown-keyword';
}

/** A keyword is returned only if it is a word, because other text in its place may be a secret. */
function wordOf(keyword: string | undefined): string | null {
  return keyword !== undefined && /^[a-z][a-z0-9]{1,40}$/i.test(keyword) ? keyword : null;
}
