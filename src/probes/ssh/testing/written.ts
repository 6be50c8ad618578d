/** Writes generated configurations as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MadeFile } from './configurations.ts';

/** Writes the file and its includes; an Include without a file names a missing one. Returns the path of the first. */
export function writeMade(made: MadeFile, folder: string): string {
  let count = 0;
  const written = (file: MadeFile): string => {
    count += 1;
    const path = join(folder, `f${count}`);
    const lines = [...file.lines];
    for (const include of [...file.includes].sort((a, b) => b.at - a.at)) {
      lines.splice(include.at, 0, `Include ${targets(include, written, folder)}`);
    }
    writeFileSync(`${path}.conf`, `${lines.join('\n').replaceAll('MARKER', join(folder, 'marker'))}\n`, { mode: 0o600 });
    return path;
  };
  return `${written(made)}.conf`;
}

function targets({ files, as }: MadeFile['includes'][number], written: (file: MadeFile) => string, folder: string): string {
  if (as === 'folder') {
    const path = join(folder, 'a folder');
    mkdirSync(path, { recursive: true });
    return [`"${path}"`, ...files.map(written).map((one) => `${one}.conf`)].join(' ');
  }
  // A glob matches the name with an ending, because `f1*` would also match `f12`.
  const paths = files.map(written).map((one) => (as === 'globs' ? `${one}.*` : `"${one}.conf"`));
  return paths.length === 0 ? join(folder, 'no-such-file') : paths.join(' ');
}
