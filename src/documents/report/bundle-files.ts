/** The files of a support bundle in the order in which a person looks into them: the finish screen and its README name them. */
export const BUNDLE_FILES = [
  { name: 'report.html', what: 'the result for people; opens in any browser' },
  { name: 'report.md', what: 'the result as text; fits a ticket' },
  { name: 'report.json', what: 'the same for programs' },
  { name: 'environment.json', what: 'the machine: network, proxies, trust' },
  { name: 'path.jsonl', what: 'the way through the questions' },
  { name: 'observations.jsonl', what: 'what was measured, one probe a line' },
  { name: 'timeline.jsonl', what: 'when each phase began and ended' },
  { name: 'verdicts.json', what: 'the verdict of each row' },
  { name: 'events.jsonl', what: 'the whole session; gitpod-doctor open replays it' },
  { name: 'session.json', what: 'tool, list, limits and profile' },
  { name: 'redaction.json', what: 'what was replaced, as numbers' },
  { name: 'README.md', what: 'how to read and check it' },
  { name: 'manifest.json', what: 'every file with its size and SHA-256' },
  { name: 'SHA256SUMS', what: 'the same sums for sha256sum' },
] as const;
