/** Parses the log of `ssh -vvv -G` about files and sections, line by line. The only parser of that log. */

export type LogEvent =
  | { kind: 'reading'; file: string }
  | { kind: 'applying'; file: string; line: number }
  | { kind: 'including'; file: string; line: number; target: string; parseOnly: boolean }
  | { kind: 'match'; found: boolean }
  | { kind: 'exec'; file: string; line: number }
  | { kind: 'again' }
  | { kind: 'canonicalized' };

const SHAPES: readonly [RegExp, (found: readonly string[]) => LogEvent][] = [
  [/^debug1: Reading configuration data (.+)$/, ([file = '']) => ({ kind: 'reading', file: unescapeBytes(file) })],
  [
    /^debug1: (.+) line (\d+): Applying options for /,
    ([file = '', line]) => ({ kind: 'applying', file: unescapeBytes(file), line: Number(line) }),
  ],
  [
    /^debug3: (.+) line (\d+): Including file (.+) depth \d+( \(parse only\))?$/,
    ([file = '', line, target = '', parseOnly]) => ({
      kind: 'including',
      file: unescapeBytes(file),
      line: Number(line),
      target: unescapeBytes(target),
      parseOnly: parseOnly !== undefined,
    }),
  ],
  [/^debug2: match (not )?found$/, ([not]) => ({ kind: 'match', found: not === undefined })],
  [
    /^debug3: (.+) line (\d+): (?:not matched|matched|skipped) 'exec /,
    ([file = '', line]) => ({ kind: 'exec', file: unescapeBytes(file), line: Number(line) }),
  ],
  [/^debug1: re-parsing configuration/, () => ({ kind: 'again' })],
  [/^debug1: .*Canonicalized (?:DNS aliased )?hostname "/, () => ({ kind: 'canonicalized' })],
];

export function parseLogEvents(log: string): LogEvent[] {
  const events: LogEvent[] = [];
  for (const line of log.split('\n')) {
    if (!line.startsWith('debug')) continue;
    const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
    for (const [shape, event] of SHAPES) {
      const found = shape.exec(bare);
      if (found === null) continue;
      events.push(event(found.slice(1)));
      break;
    }
  }
  return events;
}

/** The client writes bytes beyond ASCII as `\303\274` and a backslash twice. */
export function unescapeBytes(text: string): string {
  if (!text.includes('\\')) return text;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const octal = /^\\([0-3][0-7]{2})/.exec(text.slice(at, at + 4))?.[1];
    if (octal !== undefined) {
      bytes.push(Number.parseInt(octal, 8));
      at += 3;
    } else {
      if (text.startsWith('\\\\', at)) at += 1;
      bytes.push(...Buffer.from(text.charAt(at)));
    }
  }
  return Buffer.from(bytes).toString('utf8');
}

/** The client prints at most 200 bytes of a file name. */
export function matchesLoggedPath(path: string, logged: string): boolean {
  return path === logged || (Buffer.byteLength(logged) >= 200 && path.startsWith(logged));
}
