/** Every recorded session as one line: causes and requirements can be distinguished, even if an engine truncates the line. */
import { describe, expect, it } from 'vitest';
import { publicHosts } from '../../src/catalog/index.ts';
import { rediagnose } from '../../src/cli/files/named-report.ts';
import { compactLine, createCollection, createCompactReport, createFleet, createFleetSource } from '../../src/fleet/index.ts';
import { readFleetLines } from '../../src/fleet/line/read.ts';
import { unpackRows } from '../../src/fleet/line/row-names.ts';
import { COMPACT_LIMIT, CompactNames, CompactReport } from '../../src/model/compact.ts';
import { Fleet } from '../../src/model/fleet.ts';
import { Report } from '../../src/model/report.ts';
import { createRedactor } from '../../src/redact/index.ts';
import { goldenSessions } from '../support/golden-session.ts';

const WHERE = {
  instance: 'i-0a1b2c3d4e5f67890',
  host: 'ip-10-20-30-40.ec2.internal',
  machine: null,
  subnets: ['10.20.0.0/16'],
  runnerId: null,
  environmentId: null,
  demo: null,
};
const SESSIONS = goldenSessions().map(({ name, events, expected }) => {
  const report = rediagnose(events);
  return { name, expected, report, line: compactLine(createCompactReport(report, WHERE)) };
});

const redactorOf = ({ profile }: Report) =>
  createRedactor({ level: 'standard', key: new Uint8Array(32).fill(7), publicNames: publicHosts(profile.regions), secrets: [] });

const read = (text: string) => {
  const [first] = readFleetLines(text);
  if (first?.is !== 'compact') throw new Error('the line cannot be read');
  return first.compact;
};

describe.each(SESSIONS)('$name', ({ expected, report, line }) => {
  it('fits into one line that is not truncated', () => {
    expect(line.length).toBeLessThan(COMPACT_LIMIT);
    const { cut, findings, rows, otherRows, summary } = read(line);
    expect({ cut, summary }).toEqual({ cut: [], summary: expected.summary });
    expect(findings.filter(({ causedBy }) => causedBy === null).map(({ name, confidence }) => ({ name, confidence }))).toEqual(
      expected.causes,
    );
    const verdicts = [...rows, ...otherRows].flatMap(({ verdict, rows: of }) => unpackRows(of).map((id) => `${id} ${verdict}`));
    expect(verdicts.sort()).toEqual(report.requirements.map(({ id, verdict }) => `${id} ${verdict}`).sort());
  });

  it('gives a masked line with all codes, requirements and reasons, and an unmasked line without secrets', () => {
    const whole = read(line);
    const redactor = redactorOf(report);
    expect(redactor.clean.value(CompactReport, whole)).toEqual(whole);
    const masked = redactor.value(CompactReport, whole);
    const essence = ({ findings, rows, otherRows, failures }: CompactReport) => ({
      findings: findings.map(({ subject: _, ...rest }) => rest),
      ...{ rows, otherRows },
      failures: failures.map(({ target: _, ...rest }) => rest),
    });
    expect(essence(masked)).toEqual(essence(whole));
    expect(compactLine(masked).length).toBeLessThan(COMPACT_LIMIT);
    expect(JSON.stringify(masked)).not.toMatch(/i-0a1b2c3d4e5f67890|10\.20\.0\.0|corp\.example/);
  });

  it.each([
    ['its line', line],
    ['its line, truncated', `${line.slice(0, 2500 - 24)}\n---Output truncated---`],
    ['its report', JSON.stringify(report)],
  ])('has the same masked names as its report when it is collected from %s', (_, text) => {
    const collection = createCollection();
    const source = createFleetSource(collection, 'file');
    source.push(text);
    source.end();
    const collected = collection.collected();
    const fleet = createFleet(collected, 1);
    const redactor = () => redactorOf(report);
    const [byNames, byReport] = [redactor(), redactor()];
    byNames.learn(CompactNames, collected.names);
    byReport.learn(Report, report);
    const masked = byNames.value(Fleet, fleet);
    // A line does not show which addresses are public, so those of a published host are masked as well.
    expect(masked.causes).toEqual(byNames.value(Fleet, byReport.value(Fleet, fleet)).causes);
  });

  it('keeps the vantage point, the outcome and every cause in a line of 2500 characters', () => {
    const { place, summary, findings } = read(`${line.slice(0, 2500 - 24)}\n---Output truncated---`);
    expect({ instance: place.instance, summary }).toEqual({ instance: WHERE.instance, summary: expected.summary });
    expect(findings.filter(({ causedBy }) => causedBy === null).map(({ name }) => name)).toEqual(expected.causes.map(({ name }) => name));
  });
});

it('all recorded sessions are grouped by cause, with their vantage points', () => {
  const collection = createCollection();
  for (const { name, report } of SESSIONS) {
    const source = createFleetSource(collection, `${name}.txt`);
    source.push(compactLine(createCompactReport(report, { ...WHERE, instance: `i-${name}` })));
    source.end();
  }
  const { causes, places, summary } = createFleet(collection.collected(), SESSIONS.length);
  expect(summary.places).toBe(SESSIONS.length);
  const at = new Map(places.map(({ id, instance }) => [id, instance?.slice(2)]));
  const told = causes.flatMap(({ name, found }) => found.map((id) => `${at.get(id)}: ${name}`));
  expect(told.sort()).toEqual(SESSIONS.flatMap(({ name, expected }) => expected.causes.map((cause) => `${name}: ${cause.name}`)).sort());
});
