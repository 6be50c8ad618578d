/** `decode BUNDLE NAME…`: turns pseudonyms back into values, on the machine that wrote the bundle. */
import { decodeMapOf } from '../../run/store/decode-maps.ts';
import { stateFolder } from '../../run/store/folder.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { type CommandError, fileError, nearest, usageError } from '../arguments/usage.ts';
import { readNamedBundle } from '../files/named-report.ts';

/** Pseudonyms occur in hosts, in addresses with a port, and in whole sentences. */
const NAME = /px-[a-z0-9-]+/g;
const BUNDLE_NAME = /^gitpod-doctor-(\d{8}T\d{6}Z-[0-9a-f]{8})/;

export async function decode(words: readonly string[], flags: Flags): Promise<number> {
  const [path, ...texts] = words;
  if (path === undefined || texts.length === 0)
    throw usageError('decode takes a bundle and the names to look up.', 'Try: gitpod-doctor decode gitpod-doctor-….zip px-…');
  const { manifest } = await readNamedBundle(path);
  if (manifest === null) throw fileError(`${path} is a report without its bundle, so its masked names cannot be decoded.`, ELSEWHERE);
  const id = BUNDLE_NAME.exec(manifest.name)?.[1];
  const map = id === undefined ? null : decodeMapOf(stateFolder(process.env), id);
  if (map === null) throw fileError(`The names of ${path} are not known here.`, ELSEWHERE);
  const names = texts.map((text) => ({ name: text, value: decoded(text, map) }));
  if (flags.json) print(JSON.stringify({ schema: 'gitpod-doctor/decoded@1', names }, null, 2));
  else print(names.map(({ name, value }) => `${name}  ${value ?? 'not a name of this bundle'}`).join('\n'));
  const unknown = names.filter(({ value }) => value === null).map(({ name }) => name);
  if (unknown.length > 0) throw noName(unknown, names.length, map);
  return 0;
}

const ELSEWHERE =
  'Only the machine that made a bundle knows the real names. The machine keeps the names of its last five bundles, unless --no-store was given.';

/** The input can be anything, so it is not echoed. */
function noName(unknown: readonly string[], asked: number, map: ReadonlyMap<string, string>): CommandError {
  const near = unknown
    .flatMap((text) => text.match(NAME) ?? [])
    .map((name) => (map.has(name) ? null : nearest(name, [...map.keys()])))
    .find((name) => name !== null);
  return usageError(
    asked === 1 ? 'This is not a name of the bundle.' : `These are not names of the bundle: ${unknown.length} of ${asked}.`,
    near === undefined ? 'Names begin with px- and are spelled as in the bundle.' : `Did you mean: ${near}`,
  );
}

/** Null if the text contains no pseudonym, or one that is unknown. */
function decoded(text: string, map: ReadonlyMap<string, string>): string | null {
  const found = text.match(NAME) ?? [];
  if (found.length === 0 || found.some((name) => !map.has(name))) return null;
  return text.replace(NAME, (name) => map.get(name) ?? name);
}
