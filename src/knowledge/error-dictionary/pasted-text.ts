/**
 * Normalises a pasted message for the patterns: plain letters, single spaces, a bounded length, and one line per log record. A record is
 * one log entry with its wrapped lines, stack trace and causes.
 */
import { condenseText } from './condensed.ts';

const ESCAPE = String.fromCharCode(27);
/** Terminal escape sequences for colours and titles (CSI and OSC), including CSI sequences pasted without the escape character. */
const ESCAPE_SEQUENCES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]{0,16}[ -/]{0,4}[@-~]|\\][^${ESCAPE}]{0,200}?(?:${String.fromCharCode(7)}|${ESCAPE}))|\\[(?:\\d{1,2};){0,4}\\d{1,2}m`,
  'g',
);

/** Prefixes of a log entry, which may follow the name of a service or a stream. */
const STAMPS = [
  // Dates and times: ISO 8601, syslog, Go's `log`, `HH:MM:SS` in brackets or with a fraction.
  String.raw`\[?\d{4}[-/]\d\d[-/]\d\d[T ,]{1,2}\d\d:\d\d`,
  String.raw`(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d `,
  String.raw`\[\d\d:\d\d:\d\d`,
  String.raw`\d\d:\d\d:\d\d[.,]\d{3}`,
  // klog, logrus, logfmt, JSON, BuildKit, Maven, ssh -v.
  String.raw`[A-Z]{4,5}\[[^\]\s]{1,40}\] `,
  String.raw`[EWIFD]\d{4} \d\d:\d\d:\d\d`,
  String.raw`(?:time|ts|level)=["\w]`,
  String.raw`\{"`,
  String.raw`#\d{1,4} `,
  String.raw`\[(?:FATAL|ERROR|WARN|WARNING|INFO|DEBUG|TRACE)\]`,
  String.raw`debug\d: `,
];
const BEGINS = new RegExp(String.raw`^(?:[\w.@-]{1,40} {0,20}\| {0,4}|#\d{1,4} |[\w-]{1,30}: )?(?:${STAMPS.join('|')})`);

/** The separator of records in a normalised text, which has no other line ends. */
export const RECORD_END = '\n';

/** Undoes wrapping, frames, indents, colours and typographic quotes, and quotes that JSON escaped, sometimes twice. */
export function plainText(text: string): string {
  const records: string[] = [];
  let record: string[] = [];
  for (const line of rejoined(condenseText(text.replaceAll(ESCAPE_SEQUENCES, '')).split(/\r\n|[\n\r\u2028\u2029]/))) {
    if (BEGINS.test(line) && record.length > 0) {
      records.push(flat(record.join(' ')));
      record = [];
    }
    record.push(line);
  }
  records.push(flat(record.join(' ')));
  return records.filter((part) => part !== '').join(RECORD_END);
}

/** The minimum width of a terminal. If all lines are shorter, its edge did not break them. */
const TERMINAL_WIDTH = 60;

/** Joins words that the edge of a terminal broke: several different lines end there, and none is longer. */
function rejoined(lines: readonly string[]): readonly string[] {
  const width = lines.reduce((longest, { length }) => Math.max(longest, length), 0);
  const full = new Set(lines.filter((line) => line.length === width));
  if (width < TERMINAL_WIDTH || (full.size < 2 && width % 10 !== 0)) return lines;
  const begins = new Map<string, number>();
  for (const line of lines) begins.set(firstWord(line), (begins.get(firstWord(line)) ?? 0) + 1);
  const joined: string[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const isRest =
      before !== undefined &&
      full.has(before) &&
      WITHIN_WORD.test(`${before.slice(-1)}${line.slice(0, 1)}`) &&
      begins.get(firstWord(line)) === 1;
    if (isRest) joined.push(`${joined.pop() ?? ''}${line}`);
    else joined.push(line);
  });
  return joined;
}

/** Two letters that may belong to one word: both in the same case. */
const WITHIN_WORD = /^(?:[a-z]{2}|[A-Z_]{2})$/;

const firstWord = (line: string): string => /^\S{0,80}/.exec(line)?.[0] ?? '';

function flat(record: string): string {
  // Outside quoted JSON a backslash and a letter are more likely part of a path.
  const newlines = /^\{"|\\+"/.test(record) ? /\\+[nrt]/g : /\\+[nrt](?![a-z]{2})/g;
  return (
    record
      .replace(/\\+u(00[2-7][0-9a-f]|201[89cd])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      // Windows results as signed integers: `-2146893048` is 0x80090308.
      .replace(/(?<![\w.])-214[67]\d{6}\b/g, (number) => `0x${(2 ** 32 + Number(number)).toString(16)}`)
      // A translator split the error names: `err_ PROXY_ CONNECTION_ FAILED`.
      .replace(/(?<=\b[A-Za-z]{3,12}(?:_ ?[A-Z]{2,20}){0,4}_) (?=[A-Z]{3})/g, '')
      // Text recognised in a picture lacks the underscores: `ERR PROXY CONNECTION FAILED`.
      .replace(/\bERR(?: [A-Z]{2,14}){2,6}\b/g, (name) => name.replaceAll(' ', '_'))
      .replace(/[\u2018\u2019`]/g, "'")
      .replace(/[\u201c\u201d]/g, '"')
      .replace(/\\+(["'])/g, '$1')
      .replace(newlines, ' ')
      // A cache on the route adds its own host name to X-Cache and Via, which is not the failing host.
      .replace(/\b(X-Cache(?:-Lookup)?: [\w ]{3,40}?) from [^\s"']{1,260}/gi, '$1')
      .replace(/\b(Via: \d\.\d) [^\s"']{1,260}/gi, '$1')
      .replace(/[\s\p{Cc}\p{Cf}\u2500-\u257f]+/gu, ' ')
      .trim()
  );
}
