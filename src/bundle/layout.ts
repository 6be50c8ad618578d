/** Names of the archive and its files, and size limits. No file name contains a host, a user or a support case. */
import { BUNDLE_ENTRIES } from '../documents/report/bundle-files.ts';
import type { RedactionLevel } from '../redact/index.ts';

export { BUNDLE_ENTRIES } from '../documents/report/bundle-files.ts';

export const BUNDLE_SCHEMA = 'gitpod-doctor/bundle@1';

/** Files that every bundle needs. All other files can be regenerated from these, so they can be omitted. */
export const ESSENTIAL_ENTRIES: ReadonlySet<string> = new Set([
  BUNDLE_ENTRIES.events,
  BUNDLE_ENTRIES.report,
  BUNDLE_ENTRIES.redaction,
  BUNDLE_ENTRIES.checksums,
  BUNDLE_ENTRIES.manifest,
]);

/** Files that are dropped when a bundle is too large, least important first. All can be regenerated; no other file is dropped. */
export const DROP_ORDER: readonly string[] = [
  BUNDLE_ENTRIES.timeline,
  BUNDLE_ENTRIES.observations,
  BUNDLE_ENTRIES.verdicts,
  BUNDLE_ENTRIES.session,
  BUNDLE_ENTRIES.path,
  BUNDLE_ENTRIES.reportPage,
  BUNDLE_ENTRIES.environment,
  BUNDLE_ENTRIES.reportText,
];

export function isEssential(path: string): boolean {
  return ESSENTIAL_ENTRIES.has(path);
}

/**
 * Size limits of a bundle, so that it fits into a ticket and is safe to read. The unpacked size is limited directly: the compression ratio
 * proves nothing, because a repetitive log compresses a thousandfold, like a zip bomb.
 */
export const BUNDLE_LIMITS = {
  archiveBytes: 10 * 1024 * 1024,
  unpackedBytes: 64 * 1024 * 1024,
  /** The maximum size of an entry that can be regenerated, before compression. */
  entryBytes: 4 * 1024 * 1024,
  entries: 1000,
} as const;

/** `id` is a UTC timestamp with a random suffix: `20261123T120000Z-1a2b3c4d`. The name also contains any level other than the default. */
export function bundleName(id: string, level: RedactionLevel = 'standard'): string {
  return ['gitpod-doctor', id, ...(level === 'standard' ? [] : [level])].join('-');
}
