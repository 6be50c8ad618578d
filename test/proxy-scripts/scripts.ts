/** The proxy scripts of `fixtures/proxy-scripts/`, as they are served: bytes and a content type. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMS } from './forms.ts';
import { filled } from './tables.ts';

export const FOLDER = join(import.meta.dirname, '../../fixtures/proxy-scripts');

export interface Script {
  name: string;
  group: string;
  /** What is special about the script. */
  shows: string;
  bytes: Buffer;
  contentType: string;
}

const USUAL = 'application/x-ns-proxy-autoconfig';

/** The table beside the files: what each script shows, by group. */
function table(): readonly (readonly [group: string, scripts: Readonly<Record<string, string>>])[] {
  return Object.entries(JSON.parse(readFileSync(join(FOLDER, 'scripts.json'), 'utf8')) as Record<string, Record<string, string>>);
}

const textOf = (name: string) => filled(readFileSync(join(FOLDER, `${name}.pac`), 'utf8'));

/** All scripts but the hostile ones, which a browser does not survive. */
export function proxyScripts(): Script[] {
  const files = table().flatMap(([group, scripts]) =>
    Object.entries(scripts).map(([name, shows]) => ({ name, group, shows, bytes: Buffer.from(textOf(name)), contentType: USUAL })),
  );
  const forms = FORMS.map(({ name, of, shows, bytes, contentType = USUAL }) => ({
    name,
    group: 'encodings',
    shows: `\`${of}\`: ${shows}`,
    bytes: bytes(textOf(of)),
    contentType,
  }));
  return [...files, ...forms].filter(({ group }) => group !== HOSTILE);
}

export const HOSTILE = 'hostile';

export function hostileScripts(): { name: string; shows: string; text: string }[] {
  const scripts = table().find(([group]) => group === HOSTILE)?.[1] ?? {};
  return Object.entries(scripts).map(([name, shows]) => ({ name, shows, text: textOf(name) }));
}
