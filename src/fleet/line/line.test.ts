/** The compact line always fits, lists what it omits, and stays readable wherever it is truncated. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../diagnosis/index.ts';
import { fails, passes, session } from '../../diagnosis/testing/session.ts';
import { buildReport } from '../../documents/report/report.ts';
import { COMPACT_CUTS, COMPACT_LIMIT, COMPACT_MARK, CompactReport } from '../../model/compact.ts';
import { FINDING_CODES } from '../../model/finding-codes.ts';
import type { Report } from '../../model/report.ts';
import { compact, reportOf, someReport } from '../testing/places.ts';
import { createCompactReport, UNKNOWN_PLACE } from './compact-of.ts';
import { compactLine } from './fit.ts';
import { listNames } from './names.ts';
import { readFleetLines } from './read.ts';
import { unpackRows } from './row-names.ts';

const WHERE = { ...UNKNOWN_PLACE, instance: 'i-0a1b2c3d4e5f67890', host: 'ip-10-0-1-7.corp', subnets: ['10.0.1.0/24'] };
const whole = createCompactReport(someReport(), WHERE);
const line = compactLine(whole);
const only = (text: string) => {
  const [first, ...more] = readFleetLines(text);
  expect(more).toEqual([]);
  return first;
};

describe('the content of a compact line', () => {
  it('omits failures that passed on retry', () => {
    const row = { requirement: 'mgmt.both' };
    const told = session()
      .https('app.gitpod.io', fails('http.timeout'), row)
      .https('us01.gitpod.dev', fails('tls.reset'), row)
      .https('app.gitpod.io', passes(), { role: 'control', purpose: 'repeat' })
      .build();
    expect(createCompactReport(buildReport(told, diagnose(told)), WHERE).failures.map(({ kind }) => kind)).toEqual(['tls.reset']);
  });

  it('includes the vantage point, outcome, causes, requirements, reasons, failures and texts of the report', () => {
    const report = someReport();
    expect(whole.cut).toEqual([]);
    expect(whole.summary).toEqual(report.summary);
    expect(whole.place).toMatchObject({ ...WHERE, from: 'runner', runner: 'standard', regions: ['eu-west-1'], account: '123456789012' });
    const roots = report.findings.filter(({ causedBy }) => causedBy === null);
    expect(roots.length).toBeGreaterThan(0);
    expect(whole.findings.slice(0, roots.length).map(({ code, subject }) => [code, subject])).toEqual(
      roots.map(({ code, subject }) => [code, subject]),
    );
    expect(unpackRows(whole.rows.flatMap(({ rows }) => rows)).sort()).toEqual(
      report.requirements
        .filter(({ counts }) => counts)
        .map(({ id }) => id)
        .sort(),
    );
    expect(whole.rows.map(({ verdict, why }) => [verdict, why])).toEqual([
      ['unmet', 'tcp.timeout'],
      ['unmet', 'tcp.refused'],
      ['unknown', expect.any(String)],
      ['met', null],
    ]);
    expect(whole.failures.map(({ row, kind }) => [row, kind])).toContainEqual(['gateway.https-8443', 'tcp.timeout']);
    expect(whole.told.map(({ title }) => title)).toEqual(
      [...roots, ...report.findings.filter(({ causedBy }) => causedBy !== null)].map(({ title }) => title),
    );
  });

  it('includes for the root cause the number of requirements of all consequences, even if findings refer to each other in a cycle', () => {
    const report = someReport();
    const [first] = report.findings;
    if (first === undefined) throw new Error('no finding');
    const root = { ...first, id: 'f1', causedBy: null, causedById: null, requirements: ['a.one'] };
    const next = { ...first, id: 'f2', causedBy: first.code, causedById: 'f1', requirements: ['a.two'] };
    const last = { ...first, id: 'f3', causedBy: first.code, causedById: 'f2', requirements: ['a.three'] };
    const again = { ...first, id: 'f2', causedBy: first.code, causedById: 'f3', requirements: [] };
    const { findings } = createCompactReport({ ...report, findings: [next, root, last, again] }, UNKNOWN_PLACE);
    expect(findings[0]).toMatchObject({ causedBy: null, rows: ['a one two three'] });
  });

  it('is the same after the line is written and read back', () => {
    expect(only(`${line}\n`)).toEqual({ is: 'compact', compact: whole, isDamaged: false });
  });
});

describe('private names', () => {
  const proxied = createCompactReport(
    reportOf(
      session({ from: 'runner' })
        .proxy('http://acmeproxy:3128')
        .https('us01.gitpod.dev:8443', fails('tunnel.407'), { requirement: 'gateway.https-8443' }),
    ),
    { ...UNKNOWN_PLACE, host: 'acme-build-7' },
  );
  const [root] = proxied.findings;

  it('are written with their class before the texts that contain them, even if a proxy has a single-label name', () => {
    expect(root?.subject).toContain('acmeproxy');
    expect(proxied.names.host).toContain('acmeproxy');
    const made = compactLine(proxied);
    expect(made.indexOf('"names"')).toBeLessThan(made.indexOf('"findings"'));
    expect(made.indexOf('"toldNames"')).toBeLessThan(made.indexOf('"told"'));
    // A name that no text quotes is not listed.
    expect(JSON.stringify([proxied.names, proxied.toldNames])).not.toContain('acme-build-7');
  });

  it('are listed if a text contains them, wherever the line is truncated', () => {
    const made = compactLine(proxied);
    for (let length = made.indexOf('"place"'); length < made.length; length++) {
      const [read] = readFleetLines(made.slice(0, length));
      if (read?.is !== 'compact') continue;
      const { names, toldNames, findings, told, failures } = read.compact;
      if (JSON.stringify({ findings, told, failures }).includes('acmeproxy'))
        expect([...listNames(names), ...listNames(toldNames)]).toContain('acmeproxy');
    }
  });

  it('are omitted together with the texts that contain them when the line has no room', () => {
    const long = Array.from({ length: 900 }, (_, index) => `row-${index}-of-a-long-name`);
    const [first] = proxied.findings;
    if (first === undefined) throw new Error('no finding');
    const subject = `${'x'.repeat(35)} acmeproxy ${'y'.repeat(20_000)}`;
    const read = only(compactLine({ ...proxied, findings: [{ ...first, subject, rows: long }] }));
    if (read?.is !== 'compact') throw new Error('not read');
    expect(read.compact.cut).toContain('words');
    expect(JSON.stringify({ ...read.compact, place: null })).not.toContain('acme');
  });
});

describe('a compact line', () => {
  const text = (maxLength: number) =>
    fc.oneof(
      fc.string({ unit: 'binary', maxLength }),
      fc.constantFrom('"', '\\', 'ä', '\u0000').map((unit) => unit.repeat(maxLength)),
    );
  const [finding] = someReport().findings;
  const [row] = someReport().requirements;
  if (finding === undefined || row === undefined) throw new Error('nothing to start from');
  const anyReport: fc.Arbitrary<Report> = fc
    .record({
      words: text(1500),
      many: fc.integer({ min: 0, max: 40 }),
      rows: fc.integer({ min: 0, max: 100 }),
      fixes: fc.integer({ min: 0, max: 3 }),
      verdict: fc.constantFrom('unmet' as const, 'met' as const, 'unknown' as const),
    })
    .map(({ words, many, rows, fixes, verdict }) => {
      const ids = Array.from({ length: rows }, (_, index) => `gateway.${words.slice(0, 60)}${index}`);
      return {
        ...someReport(),
        tool: { name: words, version: words },
        startedAt: words,
        catalog: { version: words, source: words, sha256: words, overlay: words },
        profile: { from: null, fromIs: 'unsure', runner: null, regions: Array.from({ length: many }, () => words), account: words },
        requirements: ids.map((id) => ({ ...row, id, verdict, counts: true, title: words })),
        findings: Array.from({ length: many }, (_, index) => ({
          ...finding,
          code: FINDING_CODES[index % FINDING_CODES.length] ?? finding.code,
          title: words,
          subject: words,
          evidence: [words, words, words],
          requirements: ids,
          fixes: Array.from({ length: fixes }, () => ({ owner: 'you' as const, text: words, command: words, verify: [] })),
        })),
      };
    });

  it('fits the limit in ASCII for any report, and lists the omitted parts in the order of omission', () => {
    fc.assert(
      fc.property(anyReport, text(300), (report, word) => {
        const told = createCompactReport(report, {
          instance: word,
          host: word,
          subnets: [word, word],
          runnerId: word,
          environmentId: word,
          demo: word,
        });
        const made = compactLine({ ...told, maskedBy: word });
        expect(made.length).toBeLessThan(COMPACT_LIMIT);
        expect(made).toMatch(/^[ -~]+$/);
        const read = CompactReport.parse(JSON.parse(made.slice(COMPACT_MARK.length)));
        expect(read.summary).toEqual(report.summary);
        const order = read.cut.map((cut) => COMPACT_CUTS.indexOf(cut));
        expect(order).toEqual([...order].sort((a, b) => a - b));
        // Causes are omitted last: the first codes remain as long as one word fits.
        expect(read.findings.slice(0, 20).map(({ code }) => code)).toEqual(
          told.findings.slice(0, Math.min(20, read.findings.length)).map(({ code }) => code),
        );
        if (told.findings.length > 0) expect(read.findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });

  it('is shortened by every step in turn for a report that consists of long words', () => {
    const words = '\u00e4'.repeat(900);
    const many = Array.from({ length: 30 }, () => words);
    const finding = { code: words, name: words, subject: words, severity: 'blocker' as const, confidence: 'certain' as const, rows: many };
    const read = only(
      compactLine({
        ...whole,
        version: words,
        place: { ...whole.place, host: words, regions: many },
        findings: [...Array.from({ length: 30 }, () => ({ ...finding, causedBy: null })), { ...finding, causedBy: words }],
        rows: [
          { verdict: 'unmet', why: words, rows: many },
          { verdict: 'met', why: null, rows: many },
        ],
        otherRows: [{ verdict: 'met', why: null, rows: many }],
        notes: many,
        failures: [{ row: words, target: words, via: 'direct', phase: words, kind: words, code: words }],
        told: [{ finding: 0, title: words, fixes: [{ owner: 'you', text: words, command: words }], evidence: many }],
      }),
    );
    if (read?.is !== 'compact') throw new Error('not read');
    expect(read.compact.cut).toEqual(COMPACT_CUTS.filter((cut) => cut !== 'end'));
    expect(read.compact.findings).toHaveLength(20);
  });

  it('omits evidence before anything that distinguishes two causes', () => {
    const told = whole.told.map((words) => ({ ...words, evidence: Array.from({ length: 40 }, () => 'x'.repeat(1000)) }));
    const read = only(compactLine({ ...whole, told }));
    expect(read).toEqual({
      is: 'compact',
      compact: { ...whole, cut: ['evidence'], told: whole.told.map((words) => ({ ...words, evidence: [] })) },
      isDamaged: false,
    });
  });
});

describe('a compact line inside other text', () => {
  const found = { is: 'compact', compact: whole, isDamaged: false };
  it.each([
    ['by itself', line],
    ['with CRLF', `${line}\r\n`],
    ['after a timestamp and in colour', `2026-11-27T10:00:00Z \u001b[32m${line}\u001b[0m done`],
    ['in a JSON string', `"StandardOutputContent": ${JSON.stringify(`warning: x\n${line}\n`)}, "Status": "Success"`],
    ['in a JSON string that is truncated after it', `{"log":${JSON.stringify(line).slice(0, -1)}`],
    ['in a JSON string inside two others', `x ${JSON.stringify(JSON.stringify(JSON.stringify({ message: `${line}\n` })))}`],
    ['in a CSV field', `i-01,"${`warning\n${line}\n`.replaceAll('"', '""')}",Success`],
    [
      'in a web page',
      `<pre>${line.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>`,
    ],
    ['with colours inside', line.replaceAll(',"', '\u001b[0m,\u001b[1;32m"')],
    ['wrapped at 80 columns', (line.match(/.{1,80}/g) ?? []).join('\r\n')],
    ...[0, 1, 2].map((offset): [string, string] => [
      `in Base64 of a log that has ${offset} characters before it`,
      `output=${(btoa(`${'x'.repeat(offset)}${line}\n`).match(/.{1,76}/g) ?? []).join('\n')} end`,
    ]),
  ])('is found %s', (_, text) => {
    expect(only(text)).toEqual(found);
  });

  it('is found twice when the text contains two', () => {
    expect(readFleetLines(`${line} ${line}`)).toEqual([found, found]);
  });

  it('is reported as newer if its format is newer, and accepted if only unknown fields were added', () => {
    expect(only(compactLine({ ...whole, schema: 'gitpod-doctor/compact@7' as 'gitpod-doctor/compact@1' }))).toEqual({
      is: 'newer',
      version: 7,
    });
    expect(only(compactLine({ ...whole, ...{ news: [1] } }))).toEqual(found);
  });

  it.each([
    '@GD@{',
    '@GD@{}',
    '@GD@{"schema":"other@1"}',
    '@GD@{"schema":"gitpod-doctor/compact@1","version":"1"}',
    '@GD@{\\"schema\\',
    `@GD@{"a":${'['.repeat(60_000)}`,
    '@GD@{]}',
  ])('is reported as lost when it is unreadable (%#)', (text) => {
    expect(only(text)).toEqual({ is: 'lost', isDamaged: false });
  });
});

describe('a damaged line', () => {
  const known = new Set(JSON.stringify(whole).match(/"(?:[^"\\]|\\.)*"/g));

  it('yields only what precedes the damage, and is marked as damaged', () => {
    const change = fc.record({
      at: fc.integer({ min: COMPACT_MARK.length + 1, max: line.length - 1 }),
      to: fc.constantFrom('', '}', '"', '7', ' ', ',', 'xx'),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let text = line;
        for (const { at, to } of changes) text = text.slice(0, at) + to + text.slice(at + 1);
        for (const read of readFleetLines(text)) {
          if (read.is !== 'compact') continue;
          expect(
            JSON.stringify(read.compact)
              .match(/"(?:[^"\\]|\\.)*"/g)
              ?.filter((word) => !known.has(word) && word !== '"end"'),
          ).toEqual([]);
          expect(read.compact.summary).toEqual(whole.summary);
          if (text !== line)
            expect(read.isDamaged || read.compact.cut.includes('end') || read.compact.findings.length === whole.findings.length).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is accepted without checksums only when it is complete', () => {
    const bare = COMPACT_MARK + JSON.stringify(whole);
    expect(only(bare)).toEqual({ is: 'compact', compact: whole, isDamaged: false });
    expect(only(bare.slice(0, -10))).toEqual({ is: 'lost', isDamaged: false });
  });
});

describe('a truncated line', () => {
  it('yields the id of the masking key whenever it yields a masked name', () => {
    const made = compactLine({ ...whole, maskedBy: 'k1' });
    for (let length = 100; length < made.length; length += 7) {
      const [read] = readFleetLines(made.slice(0, length));
      if (read?.is === 'compact') expect(read.compact.maskedBy).toBe('k1');
    }
  });

  it('keeps vantage point, outcome and causes, and adds nothing', () => {
    const enough = line.indexOf('"findings"');
    for (let length = 1; length < line.length; length += 23) {
      const read = only(`${COMPACT_MARK}{${line.slice(COMPACT_MARK.length + 1, Math.max(length, COMPACT_MARK.length + 1))}`);
      // The checksum of the last, incomplete block is missing.
      if (length < enough + 256) continue;
      if (read?.is !== 'compact') throw new Error(`nothing was read of ${length} characters`);
      const { cut, place, summary, findings, rows, told } = read.compact;
      expect(cut).toEqual(['end']);
      expect({ place, summary }).toEqual({ place: whole.place, summary: whole.summary });
      expect(whole.findings.slice(0, findings.length)).toMatchObject(findings.map(({ code, subject }) => ({ code, subject })));
      expect(whole.told.map(({ title }) => title).slice(0, told.length)).toEqual(told.map(({ title }) => title));
      const ids = unpackRows(rows.flatMap((group) => group.rows));
      expect(unpackRows(whole.rows.flatMap((group) => group.rows))).toEqual(expect.arrayContaining(ids));
    }
  });

  it('keeps the causes within the 2500 characters that Systems Manager stores', () => {
    const long = compactLine(compact({ unmet: ['gateway.https-8443'], causes: [{ rows: ['gateway.https-8443'], fix: 'x'.repeat(9000) }] }));
    const read = only(`${long.slice(0, 2478)}\n---Output truncated---`);
    expect(read).toMatchObject({ is: 'compact', compact: { cut: ['end'], findings: [{ code: 'GD106', rows: ['gateway https-8443'] }] } });
  });

  it('never makes the reader throw, whatever follows the marker', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readFleetLines(`${COMPACT_MARK}{${text}`).length > 0));
    fc.assert(fc.property(fc.json(), (text) => readFleetLines(COMPACT_MARK + text).length <= 1));
  });
});
