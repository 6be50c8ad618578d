/**
 * A report of unknown origin may contain any text as a host. If these fail, such a text becomes a word of a pasted command, a firewall
 * rule, or a crash.
 */
import { describe, expect, it } from 'vitest';
import { eventsOfReport } from '../../src/bundle/report-events.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { createHandover, handoverAs } from '../../src/documents/handover/index.ts';
import { programRoutes } from '../../src/documents/proxies/program-routes.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import { Report } from '../../src/model/report.ts';
import { targetHost } from '../../src/model/target.ts';
import { mapStrings } from '../../src/redact/walk.ts';
import { foldEvents } from '../../src/session/index.ts';
import { goldenSessions } from '../support/golden-session.ts';

/** Each is executed if it is pasted unquoted; the last is a spreadsheet formula. */
const HOSTILE = ['h$({id,-un}).aws', 'h$(id\u0024{IFS}-un)', '`id`.example.com', 'a;id', '-oProxyCommand=id', '=cmd|id'] as const;
const RUNS = /\$\(|`id`|;id|\s-oProxy|=cmd/;

const reports = goldenSessions().map(({ name, events }) => {
  const session = foldEvents(events);
  return { name, report: buildReport(session, diagnose(session)) };
});

/** Text to paste or load, from the current diagnosis of a report. */
function artefacts(text: string): string[] {
  const session = foldEvents(eventsOfReport(Report.parse(JSON.parse(text))));
  const report = buildReport(session, diagnose(session));
  const commands = report.findings.flatMap(({ fixes }) => fixes.flatMap(({ command }) => command ?? []));
  const told = createHandover(report, { session, ways: programRoutes(session, (value) => value) }, 'network-team');
  // The sender's spelling of a row is in a separate cell, as text.
  const asked = { ...told, openings: told.openings.map((rule) => ({ ...rule, endpoints: [] })) };
  return [...commands, handoverAs('csv', asked), handoverAs('nftables', asked), JSON.stringify(asked.openings)];
}

describe.each(HOSTILE)('the text %s in place of a host', (hostile) => {
  it.each(reports)('appears in no command and no rule: $name', ({ report }) => {
    const failing = report.observations.find(({ failure, role }) => failure !== null && role === 'row');
    const host = failing === undefined ? null : targetHost(failing.target);
    const text = JSON.stringify(report);
    if (host !== null) for (const artefact of artefacts(text.replaceAll(host, hostile))) expect(artefact).not.toMatch(RUNS);
    const everywhere = mapStrings(Report, report, (value, leaf) =>
      ['host', 'address', 'account'].includes(leaf.class ?? '') ? hostile : value,
    );
    for (const artefact of artefacts(JSON.stringify(everywhere))) expect(artefact).not.toMatch(RUNS);
  });
});
