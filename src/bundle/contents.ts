/** The content of a bundle: the redacted session and report, each entry written for its reader. */

import { bundleReadme } from '../documents/report/bundle-readme.ts';
import { type ReportDocument, reportDocument } from '../documents/report/document.ts';
import type { RedactedReport } from '../documents/report/redacted-report.ts';
import { verdictStatus } from '../documents/words/status-words.ts';
import type { SessionEvent } from '../model/session.ts';
import { sortedJson } from '../model/sorted-json.ts';
import { markdown } from '../render/markdown.ts';
import { pageOf } from '../render/page.ts';
import { encodeEvent } from '../session/index.ts';
import { ENVIRONMENT_SCHEMA, environment } from './environment.ts';
import { BUNDLE_ENTRIES } from './layout.ts';
import type { ManifestFile } from './manifest.ts';
import { TIMELINE_SCHEMA, timelineMoments } from './timeline-entry.ts';

export interface BundleFile extends Pick<ManifestFile, 'path' | 'mediaType' | 'sanitisation' | 'truncated'> {
  text: string;
  /** The version of the entry's schema, if programs read the entry. */
  schema?: string;
}

export interface RedactedSession extends RedactedReport {
  events: readonly SessionEvent[];
}

export function bundleContents(redacted: RedactedSession): BundleFile[] {
  const { session, events, report, ways, account } = redacted;
  const { tool, startedAt, durationMs, catalog, limits, demo, profile, path, observations, faults } = session;
  return [
    {
      path: BUNDLE_ENTRIES.readme,
      text: `${markdown(bundleReadme(account, profile.symptom, new Set(session.requirements.map(({ area }) => area))))}\n`,
      mediaType: 'text/markdown',
      sanitisation: 'fixed',
    },
    { path: BUNDLE_ENTRIES.reportPage, text: reportPage(reportDocument(redacted, 'page')), mediaType: 'text/html', sanitisation: 'text' },
    {
      path: BUNDLE_ENTRIES.reportText,
      text: reportText(reportDocument(redacted, 'ticket')),
      mediaType: 'text/markdown',
      sanitisation: 'text',
    },
    json(BUNDLE_ENTRIES.report, report.schema, report),
    json(BUNDLE_ENTRIES.session, 'gitpod-doctor/bundle-session@1', {
      schema: 'gitpod-doctor/bundle-session@1',
      ...{ tool, startedAt, durationMs, catalog, limits, demo, profile, faults },
    }),
    json(BUNDLE_ENTRIES.environment, ENVIRONMENT_SCHEMA, environment(session, ways)),
    lines(BUNDLE_ENTRIES.path, 'gitpod-doctor/path@1', path.map(sortedJson)),
    lines(BUNDLE_ENTRIES.observations, 'gitpod-doctor/observations@1', observations.map(sortedJson)),
    lines(BUNDLE_ENTRIES.timeline, TIMELINE_SCHEMA, timelineMoments(events, startedAt).map(sortedJson)),
    json(BUNDLE_ENTRIES.verdicts, 'gitpod-doctor/verdicts@1', {
      schema: 'gitpod-doctor/verdicts@1',
      tool,
      verdicts: report.requirements.map(({ id, counts, verdict, reason, observations: seen }) => ({
        requirement: id,
        status: verdictStatus({ verdict, reason, observations: seen }),
        ...{ counts, verdict, reason, observations: seen },
      })),
    }),
    lines(BUNDLE_ENTRIES.events, 'gitpod-doctor/session@1', events.map(encodeEvent)),
    json(BUNDLE_ENTRIES.redaction, account.schema, account),
  ];
}

export function reportText({ top, parts }: ReportDocument): string {
  return `${markdown([{ ...top, blocks: [...top.blocks, ...parts.map(({ section }) => section)] }])}\n`;
}

export function reportPage({ title, top, parts }: ReportDocument): string {
  const nav = parts.flatMap(({ word, section: { id } }) => (word === null || id === undefined ? [] : [{ word, id }]));
  return pageOf({ title, product: 'gitpod-doctor report', top: [top], nav, sections: parts.map(({ section }) => section) });
}

function json(path: string, schema: string, value: object): BundleFile {
  const text = `${JSON.stringify(JSON.parse(sortedJson(value)), null, 2)}\n`;
  return { path, schema, text, mediaType: 'application/json', sanitisation: 'typed' };
}

function lines(path: string, schema: string, values: readonly string[]): BundleFile {
  return { path, schema, text: values.map((line) => `${line}\n`).join(''), mediaType: 'application/x-ndjson', sanitisation: 'typed' };
}
