/** What goes into a bundle: the redacted session and report, each in the form that its reader wants. */
import type { Report } from '../model/report.ts';
import type { Session, SessionEvent } from '../model/session.ts';
import type { ProxyWays } from '../present/proxy-ways.ts';
import { VERDICT_STATUS } from '../present/status-words.ts';
import type { RedactionAccount } from '../redact/index.ts';
import { encodeEvent, sortedJson } from '../session/index.ts';
import { ENTRIES } from './layout.ts';
import type { ManifestFile } from './manifest.ts';
import { readme } from './readme.ts';
import { reportText } from './report-text.ts';

export interface Content extends Pick<ManifestFile, 'path' | 'mediaType' | 'sanitisation'> {
  text: string;
  /** Version of the form, for entries that programs read. */
  schema?: string;
}

export interface Redacted {
  session: Session;
  events: readonly SessionEvent[];
  report: Report;
  /** Told by the real names and then masked: a masked name no longer ends as the entry that covers it. */
  ways: ProxyWays;
  account: RedactionAccount;
}

export function contents({ session, events, report, ways, account }: Redacted): Content[] {
  const json = (path: string, schema: string, value: object): Content => ({
    path,
    schema,
    text: `${JSON.stringify(JSON.parse(sortedJson(value)), null, 2)}\n`,
    mediaType: 'application/json',
    sanitisation: 'typed',
  });
  const lines = (path: string, schema: string, values: readonly string[]): Content => ({
    path,
    schema,
    text: values.map((line) => `${line}\n`).join(''),
    mediaType: 'application/x-ndjson',
    sanitisation: 'typed',
  });
  const markdown = (path: string, text: string, sanitisation: ManifestFile['sanitisation']): Content => ({
    path,
    text,
    mediaType: 'text/markdown',
    sanitisation,
  });

  const { tool, startedAt, durationMs, catalog, limits, demo, profile, path, observations, faults } = session;
  return [
    markdown(ENTRIES.readme, readme(account), 'fixed'),
    markdown(ENTRIES.reportText, reportText(report, profile, ways, redactionWords(account)), 'text'),
    json(ENTRIES.report, report.schema, report),
    json(ENTRIES.session, 'gitpod-doctor/bundle-session@1', {
      schema: 'gitpod-doctor/bundle-session@1',
      ...{ tool, startedAt, durationMs, catalog, limits, demo, profile, faults },
    }),
    lines(ENTRIES.path, 'gitpod-doctor/path@1', path.map(sortedJson)),
    lines(ENTRIES.observations, 'gitpod-doctor/observations@1', observations.map(sortedJson)),
    json(ENTRIES.verdicts, 'gitpod-doctor/verdicts@1', {
      schema: 'gitpod-doctor/verdicts@1',
      tool,
      verdicts: report.requirements.map(({ id, counts, verdict, reason, observations: seen }) => ({
        requirement: id,
        status: VERDICT_STATUS[verdict],
        ...{ counts, verdict, reason, observations: seen },
      })),
    }),
    lines(ENTRIES.events, 'gitpod-doctor/session@1', events.map(encodeEvent)),
    json(ENTRIES.redaction, account.schema, account),
  ];
}

function redactionWords({ level, keyId }: RedactionAccount): string {
  return `${level}; pseudonyms of key ${keyId}`;
}
