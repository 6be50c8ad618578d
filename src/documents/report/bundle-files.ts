/** Names inside the archive. All files are in one folder, so that unpacking creates only that folder. */
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

/** The files of a support bundle in reading order, as the finish screen and its README list them. */
export const BUNDLE_FILES = [
  { name: ENTRIES.reportPage, what: 'the result for people; opens in any browser' },
  { name: ENTRIES.reportText, what: 'the result as text; fits a ticket' },
  { name: ENTRIES.report, what: 'the same for programs' },
  { name: ENTRIES.environment, what: 'the machine: network, proxies, trust' },
  { name: ENTRIES.path, what: 'the way through the questions' },
  { name: ENTRIES.observations, what: 'what was measured, one probe a line' },
  { name: ENTRIES.timeline, what: 'when each phase began and ended' },
  { name: ENTRIES.verdicts, what: 'the verdict of each row' },
  { name: ENTRIES.events, what: 'the whole session; gitpod-doctor open replays it' },
  { name: ENTRIES.session, what: 'tool, list, limits and profile' },
  { name: ENTRIES.redaction, what: 'what was replaced, as numbers' },
  { name: ENTRIES.readme, what: 'how to read and check it' },
  { name: ENTRIES.manifest, what: 'every file with its size and SHA-256' },
  { name: ENTRIES.checksums, what: 'the same sums for sha256sum' },
] as const;
