/** Results of machines whose causes are known, in the format of every engine that stores them, some of them damaged. */
import type { Dice } from '../../src/bundle/testing/mutations.ts';
import { compactLine } from '../../src/fleet/index.ts';
import { compact } from '../../src/fleet/testing/places.ts';

export interface PlantedMachine {
  /** Its zone, which tells machines apart for nobody but this test. */
  tag: string;
  causes: string[];
  isDamaged: boolean;
}

export interface PlantedFile {
  name: string;
  bytes: Uint8Array;
}

const SUBJECTS = ['proxy.corp:3128, port 8443', 'a "quoted" name', '<b>&amp; co</b>', 'back\\slash \\u0041', "l'été, 東京", 'x;y|z\ttab'];
const CODES = ['GD103', 'GD106', 'GD204', 'GD307', 'GD504'];
const ROWS = ['gateway.https-8443', 'gateway.udp-4242', 'management.app', 'releases.cli'];

const wrap = (text: string, width: number) => (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');
const other = (text: string) => `before\n${text}\n12:00 another program\n`;
const each = (form: (line: string) => string) => (lines: readonly string[]) => lines.map((line) => other(form(line))).join('');
const colours = (line: string) => `\u001b[32m${line.replace(/.{97}/g, '$&\u001b[0m\u001b[1;31m')}\u001b[0m`;
const escaped = (line: string) => line.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');

export const FORMATS: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  plain: each((line) => line),
  'Systems Manager': (lines) =>
    JSON.stringify({
      CommandInvocations: lines.map((line, index) => ({
        ...{ InstanceId: `i-${index.toString(16).padStart(8, '0')}`, StatusDetails: 'Success' },
        CommandPlugins: [{ Output: `${line}\n` }],
      })),
    }),
  Base64: each((line) => wrap(btoa(line), 76)),
  'UTF-16': each((line) => line),
  CSV: each((line) => `web-01,"${line.replaceAll('"', '""')}",0`),
  'a web page': each((line) => `<pre>${escaped(line)}</pre>`),
  'JSON in JSON': each((line) => JSON.stringify({ message: JSON.stringify({ log: `${line}\n` }) })),
  'colours inside': each(colours),
  'wraps at 80': each((line) => wrap(line, 80)),
};

/** A tenth of the lines is damaged. Of the others, many have a cloned host name and differ by environment, by file, or by an overlapping run. */
export function plantedFleet(howMany: number, dice: Dice): { machines: PlantedMachine[]; files: PlantedFile[] } {
  const machines: PlantedMachine[] = [];
  const base = compact({ instance: null, host: 'golden' });
  const lineOf = (format: string): string => {
    const number = machines.length;
    const tag = `z${number}`;
    const planted = CODES.filter(() => dice(4) === 0).map((code) => ({ code, subject: SUBJECTS[dice(SUBJECTS.length)] ?? '' }));
    const rows = ROWS.slice(0, planted.length);
    const told = compact({
      unmet: rows,
      causes: planted.map((cause, index) => ({
        ...cause,
        rows: rows.slice(index, index + 1),
        fix: `Please open it. ${'Why? '.repeat(dice(600))}`,
      })),
    });
    // Systems Manager names the machine itself. Others have one of three ids, or none at all.
    const kind = format === 'Systems Manager' ? 3 : dice(4);
    const place = {
      ...base.place,
      zone: tag,
      instance: kind === 0 ? `i-${(number + 2 ** 32).toString(16)}` : null,
      name: kind === 1 ? `web-${number}` : null,
      environmentId: kind === 2 ? `env-${number}` : null,
    };
    // Runs of machines without an id overlap, and no two begin in the same millisecond.
    const startedAt = new Date(Date.UTC(2026, 10, 27, 10) + number).toISOString();
    const { summary, findings, rows: of, told: words } = told;
    const line = compactLine({ ...base, startedAt, durationMs: 60_000, summary, findings, rows: of, told: words, place });
    const isDamaged = dice(10) === 0;
    machines.push({ tag, causes: planted.map(({ code, subject }) => `${code} ${subject}`), isDamaged });
    return isDamaged ? damaged(line, dice) : line;
  };
  const perFormat = Math.ceil(howMany / Object.keys(FORMATS).length);
  const files = Object.entries(FORMATS).map(([name, written]) => {
    const text = written(Array.from({ length: perFormat }, () => lineOf(name)));
    return { name, bytes: name === 'UTF-16' ? Buffer.from(`\uFEFF${text}`, 'utf16le') : Buffer.from(text) };
  });
  return { machines, files };
}

/** Some characters are changed, lost or doubled, or the end is missing. */
function damaged(line: string, dice: Dice): string {
  const at = 4 + dice(line.length - 8);
  const wrong = ['x', '}', '0', '"', ','][dice(5)] ?? '';
  switch (dice(4)) {
    case 0:
      return line.slice(0, at) + wrong + line.slice(at + 1);
    case 1:
      return line.slice(0, at) + line.slice(at + 1 + dice(300));
    case 2:
      return line.slice(0, at + 3) + line.slice(at);
    default:
      return line.slice(0, at);
  }
}
