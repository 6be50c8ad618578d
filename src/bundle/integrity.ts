/** Compares the content with the manifest's checksums, and schema versions with those that this version knows. */
import { parsedJson } from '../model/parsed-json.ts';
import { BUNDLE_ENTRIES } from './layout.ts';
import { Manifest } from './manifest.ts';
import { damagedBundle, type ReadProblem } from './unpack.ts';
import { type Entry, sha256 } from './writer.ts';

export type CheckedManifest = { ok: true; manifest: Manifest } | ReadProblem;

export function checkEntries(entries: readonly Entry[]): CheckedManifest {
  const parsed = manifestIn(entries);
  return parsed.ok ? (verifyChecksums(entries, parsed.manifest) ?? parsed) : parsed;
}

/** The problem with the first entry that differs from the manifest; null if all match. */
export function verifyChecksums(entries: readonly Entry[], { files }: Manifest): ReadProblem | null {
  const contents = new Map(entries.map((entry) => [entry.path, entry.bytes]));
  const listed = new Set([BUNDLE_ENTRIES.manifest, ...files.map((file) => file.path)]);
  for (const path of contents.keys()) if (!listed.has(path)) return damagedBundle(`${path} is not in the manifest`);
  for (const file of files) {
    const bytes = contents.get(file.path);
    if (bytes === undefined) return damagedBundle(`${printable(file.path)} is missing`);
    if (bytes.length !== file.bytes || sha256(bytes) !== file.sha256) return damagedBundle(`${file.path} does not match its SHA-256`);
  }
  return null;
}

export function manifestIn(entries: readonly Entry[]): CheckedManifest {
  const bytes = entries.find(({ path }) => path === BUNDLE_ENTRIES.manifest)?.bytes;
  if (bytes === undefined) return { ok: false, code: 'not-a-bundle', problem: 'the zip has no manifest.json' };
  const json = parsedJson(new TextDecoder().decode(bytes));
  const newer = newerSchema(json, 'gitpod-doctor/bundle', 1);
  if (newer !== null) return newer;
  const manifest = Manifest.safeParse(json);
  if (!manifest.success)
    return damagedBundle(`manifest.json does not have the expected form (at ${manifest.error.issues[0]?.path.join('.') || 'its start'})`);
  return { ok: true, manifest: manifest.data };
}

/** Reports a document whose schema version is newer than the known one. */
export function newerSchema(json: unknown, form: string, known: number): ReadProblem | null {
  const schema = typeof json === 'object' && json !== null && 'schema' in json ? json.schema : null;
  const version = typeof schema === 'string' ? /^(.{1,60})@(\d{1,6})$/.exec(schema) : null;
  if (version?.[1] !== form || Number(version[2]) <= known) return null;
  return { ok: false, code: 'newer', problem: `it has the form ${form}@${Number(version[2])}; this version reads up to @${known}` };
}

function printable(path: string): string {
  return /^[A-Za-z0-9._/-]{1,300}$/.test(path) ? path : 'a file of the manifest';
}
