/** Names inside and outside the archive. Nothing of a host, a user or a case stands in a file name. */
import type { RedactionLevel } from '../redact/index.ts';

export const BUNDLE_SCHEMA = 'gitpod-doctor/bundle@1';

/** Everything lies in one folder, so that unpacking litters nothing. */
export const ENTRIES = {
  readme: 'README.md',
  reportText: 'report.md',
  reportPage: 'report.html',
  report: 'report.json',
  session: 'session.json',
  path: 'path.jsonl',
  observations: 'observations.jsonl',
  timeline: 'timeline.jsonl',
  environment: 'environment.json',
  verdicts: 'verdicts.json',
  events: 'events.jsonl',
  redaction: 'redaction.json',
  checksums: 'SHA256SUMS',
  manifest: 'manifest.json',
} as const;

/** Without these a bundle is none. Every other entry can be made again from them, so it may be withheld. */
export const ESSENTIAL: ReadonlySet<string> = new Set([
  ENTRIES.events,
  ENTRIES.report,
  ENTRIES.redaction,
  ENTRIES.checksums,
  ENTRIES.manifest,
]);

/**
 * What goes first when a bundle would be too heavy: what can be made again from the rest, the least read before the
 * most. What is in no such list is never left out for its weight.
 */
export const DROPPED_FIRST: readonly string[] = [
  ENTRIES.timeline,
  ENTRIES.observations,
  ENTRIES.verdicts,
  ENTRIES.session,
  ENTRIES.path,
  ENTRIES.reportPage,
  ENTRIES.environment,
  ENTRIES.reportText,
];

/** A file that cannot be left out. */
export function isEssential(path: string): boolean {
  return ESSENTIAL.has(path);
}

/**
 * What a bundle may weigh, so that it fits a ticket and a reader need not fear it. What is unpacked is bounded as it is;
 * how far it unpacks tells nothing, since a log that says one thing over and over reaches a thousand to one as a bomb does.
 */
export const LIMITS = {
  archiveBytes: 10 * 1024 * 1024,
  unpackedBytes: 64 * 1024 * 1024,
  /** One entry that can be made again from the others, before it is packed. */
  entryBytes: 4 * 1024 * 1024,
  entries: 1000,
} as const;

/**
 * `id` is a UTC stamp and eight random letters or digits: `20261123T120000Z-1a2b3c4d`. A bundle of another
 * level than the usual shows it in its name.
 */
export function bundleName(id: string, level: RedactionLevel = 'standard'): string {
  return ['gitpod-doctor', id, ...(level === 'standard' ? [] : [level])].join('-');
}
