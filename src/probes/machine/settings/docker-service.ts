/** The daemon's variables as systemd sets them, usually in a drop-in of `docker.service` that login variables do not show. */
import { join } from 'node:path';
import { type FoundSettings, mergeSettings, proxySetting } from './found.ts';
import type { Folders } from './place.ts';
import { listNewestFirst, readSettingsFile } from './read-file.ts';

const DROP_IN_LIMIT = 24;

/** The administrator's unit and drop-ins. Those of the distribution set no proxy. */
export async function dockerServiceSettings({ machine }: Folders): Promise<FoundSettings> {
  const unit = join(machine, 'systemd', 'system', 'docker.service');
  const names = (await listNewestFirst(`${unit}.d`, DROP_IN_LIMIT)).filter((name) => name.endsWith('.conf')).reverse();
  const files = [unit, ...names.map((name) => join(`${unit}.d`, name))];
  return parseServiceUnits(await Promise.all(files.map(async (file) => ({ file, text: (await readSettingsFile(file)) ?? '' }))));
}

/** Reads assignments in systemd's order: the later of two wins. */
export function parseServiceUnits(units: readonly { file: string; text: string }[]): FoundSettings {
  const variables = new Map<string, { value: string; file: string }>();
  for (const { file, text } of units) {
    for (const words of environmentLines(text)) {
      // An empty assignment clears the earlier ones.
      if (words.length === 0) variables.clear();
      for (const word of words) {
        const equals = word.indexOf('=');
        if (equals > 0) variables.set(word.slice(0, equals), { value: word.slice(equals + 1), file });
      }
    }
  }
  // The daemon is a Go program: the upper-case variable takes precedence unless it is empty.
  const of = (name: string) =>
    [name, name.toLowerCase()].map((each) => variables.get(each)).find((found) => found !== undefined && found.value !== '');
  const noProxy = of('NO_PROXY')?.value ?? '';
  return mergeSettings(
    ['HTTPS_PROXY', 'HTTP_PROXY'].flatMap((name) => {
      const found = of(name);
      return found === undefined ? [] : [proxySetting({ program: 'docker', file: found.file }, found.value, noProxy)];
    }),
  );
}

/** The words of each `Environment=` in `[Service]` (systemd.exec(5)): quoted as a whole or bare, `%%` for a percent sign. */
function environmentLines(text: string): string[][] {
  let section = '';
  return text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const trimmed = line.trim();
      section = /^\[(.*)\]$/.exec(trimmed)?.[1] ?? section;
      const value = /^Environment\s*=(.*)$/.exec(trimmed)?.[1];
      return section === 'Service' && value !== undefined ? [wordsOf(value)] : [];
    });
}

function wordsOf(value: string): string[] {
  const words = value.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+)/g);
  return Array.from(words, ([, double, single, bare = '']) => (double ?? single ?? bare).replace(/\\(.)/g, '$1').replaceAll('%%', '%'));
}
