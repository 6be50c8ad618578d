/** Names in the archive. All files are in one folder, so that unpacking creates nothing else. */
export const BUNDLE_ENTRIES = {
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

/** The files of a support bundle in reading order, for the last screen and its README. */
export const BUNDLE_FILES = [
  { name: BUNDLE_ENTRIES.reportPage, what: 'the result for people, in any browser' },
  { name: BUNDLE_ENTRIES.reportText, what: 'the result as text, for a ticket' },
  { name: BUNDLE_ENTRIES.report, what: 'the same result, for other programs' },
  { name: BUNDLE_ENTRIES.environment, what: 'the machine: network, proxies, trust' },
  { name: BUNDLE_ENTRIES.path, what: 'your answers and the steps of the walk' },
  { name: BUNDLE_ENTRIES.observations, what: 'what was measured, one line for each probe' },
  { name: BUNDLE_ENTRIES.timeline, what: 'when each phase began and ended' },
  { name: BUNDLE_ENTRIES.verdicts, what: 'the verdict of each row' },
  { name: BUNDLE_ENTRIES.events, what: 'the whole session; gitpod-doctor open replays it' },
  { name: BUNDLE_ENTRIES.session, what: 'tool, list, limits and profile' },
  { name: BUNDLE_ENTRIES.redaction, what: 'how many names and values were replaced' },
  { name: BUNDLE_ENTRIES.readme, what: 'how to read and check this bundle' },
  { name: BUNDLE_ENTRIES.manifest, what: 'every file with its size and SHA-256' },
  { name: BUNDLE_ENTRIES.checksums, what: 'the same checksums for sha256sum' },
] as const;
