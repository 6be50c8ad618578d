/** Files from engines, logs and users: split correctly in chunks of any size, and assigned to machines. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { session } from '../../diagnosis/testing/session.ts';
import { compactLine } from '../line/fit.ts';
import { createCollection } from '../merge/collection.ts';
import { compact, reportOf, someReport } from '../testing/places.ts';
import { contentsOf } from './documents.ts';
import { createScanner } from './scanner.ts';
import { createFleetSource } from './source.ts';

/** The scanner's output for a text that arrives in these chunks. */
function heard(pieces: readonly string[], bounds?: { document: number; line: number }): string[] {
  const all: string[] = [];
  const scanner = createScanner(
    { document: (text) => all.push(`document ${text}`), line: (text) => all.push(`line ${text}`) },
    '@GD@{',
    bounds,
  );
  for (const piece of pieces) scanner.push(piece);
  scanner.end();
  return all;
}

describe('a file of results', () => {
  it.each<[string, string, string[]]>([
    ['lines', 'one\ntwo\r\n\nthree', ['line one', 'line two\r', 'line three']],
    ['a document', '{\n  "a": "}\\""\n}\n', ['document {\n  "a": "}\\""\n}']],
    ['documents one after the other', '{"a":1}{"b":2}\n[{"c":[]}]', ['document {"a":1}', 'document {"b":2}', 'document [{"c":[]}]']],
    ['a document between lines', '> start\n{\n"a":1}\nend\n', ['line > start', 'document {\n"a":1}', 'line end']],
    ['a byte order mark', '\uFEFF{"a":1}', ['document \uFEFF{"a":1}']],
    ['timestamps in brackets, which are not a document', '[12:00] one\n{x} two\n', ['line [12:00] one', 'line {x} two']],
    ['an unclosed document, which is read as lines', '{"a":\nline two\n', ['line {"a":', 'line line two']],
  ])('is split correctly: %s', (_, text, expected) => {
    expect(heard([text])).toEqual(expected);
    expect(heard([...text])).toEqual(expected);
  });

  it('is split in the same way in chunks of any size', () => {
    const part = fc.constantFrom('{"a":"', '"}', '[', ']', '{', '}', '\\', '"', '\n', ' ', 'x', '@GD@{"s":1}', '[{');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        expect(heard([...text])).toEqual(heard([text]));
      }),
      { numRuns: 300 },
    );
  });

  it('is split at the same places in chunks of any size, even beyond the limits, and result lines stay whole', () => {
    const mine = '@GD@{"s":1}';
    const part = fc.constantFrom('{"a":"', '"}', '[', '\n', ' '.repeat(30), 'x', '@', '@G', '"', 'x'.repeat(17), 'x'.repeat(70), mine);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), fc.array(fc.nat({ max: 50 }), { maxLength: 20 }), (parts, lengths) => {
        const text = parts.join('');
        const bounds = { document: 120, line: 40 };
        const pieces: string[] = [];
        let at = 0;
        for (const length of lengths) {
          pieces.push(text.slice(at, at + length));
          at += length;
        }
        const told = heard([...pieces, text.slice(at)], bounds);
        expect(told).toEqual(heard([text], bounds));
        expect(told).toEqual(heard([...text], bounds));
        expect(told.join('\n').split(mine)).toHaveLength(text.split(mine).length);
      }),
      { numRuns: 1000 },
    );
  });

  it('is read up to the limit of a document or a line, and no result line is split', () => {
    const mine = '@GD@{"schema":1}';
    const parts = heard([`${'x'.repeat(90)}${mine}${'y'.repeat(10)}\n`], { document: 1000, line: 100 });
    expect(parts).toEqual([`line ${'x'.repeat(90)}`, `line ${mine}${'y'.repeat(10)}`]);
    const document = heard([`{"a":"${'z'.repeat(500)}`, 'more\n', mine], { document: 300, line: 100 });
    expect(document.every((part) => part.startsWith('line ') && part.length <= 105)).toBe(true);
    expect(document.at(-1)).toBe(`line ${mine}`);
  });
});

/** The results of a file, by machine. */
function told(text: string, source = 'results.txt') {
  const collection = createCollection();
  const from = createFleetSource(collection, source);
  from.push(text);
  const end = from.end();
  const { places, silent, lost, newer } = collection.collected();
  return {
    end,
    places: places.map(({ instance, host, source: file }) => instance ?? host ?? file),
    silent,
    lost,
    newer,
    cut: places.map(({ cutShort }) => cutShort),
  };
}

const printed = (instance: string | null = null) => `${compactLine(compact({ instance, host: 'ip-10-0-0-1' }))}\n`;

describe('output of Systems Manager', () => {
  const invocation = (id: string, output: string, status = 'Success') => ({
    CommandId: '11111111-2222-3333-4444-555555555555',
    InstanceId: id,
    Status: status,
    StatusDetails: status,
    CommandPlugins: [{ Name: 'gitpodDoctor', Output: output }],
  });

  it('gives each machine with its name, and its status when it printed nothing (list-command-invocations --details)', () => {
    const answer = {
      CommandInvocations: [
        invocation('i-00000001', printed()),
        invocation('i-00000002', '', 'Undeliverable'),
        invocation('mi-0123456789abcdef0', printed()),
      ],
    };
    const { places, silent, end } = told(JSON.stringify(answer, null, 4));
    expect(places).toEqual(['i-00000001', 'mi-0123456789abcdef0']);
    expect(silent).toEqual([{ instance: 'i-00000002', source: 'results.txt', why: 'Undeliverable' }]);
    expect(end).toMatchObject({ results: 2, machines: 3, isBrokenReport: false });
  });

  it('gives the name of the machine even when the result is truncated at 2500 characters', () => {
    const long = compactLine(compact({ unmet: ['a.b'], causes: [{ rows: ['a.b'], fix: 'x'.repeat(5000) }] }));
    const { places, cut } = told(
      JSON.stringify({ CommandInvocations: [invocation('i-00000001', `${long.slice(0, 2400)}\n---Output truncated---`)] }),
    );
    expect({ places, cut }).toEqual({ places: ['i-00000001'], cut: [true] });
  });

  it('gives a result for each of several replies to get-command-invocation', () => {
    const one = (id: string) =>
      JSON.stringify({ InstanceId: id, StatusDetails: 'Failed', StandardOutputContent: printed(), StandardErrorContent: '' }, null, 2);
    expect(told(`${one('i-00000001')}\n${one('i-00000002')}\n`).places).toEqual(['i-00000001', 'i-00000002']);
  });

  it('is read as far as possible when it is incomplete', () => {
    const whole = JSON.stringify(
      { CommandInvocations: [invocation('i-00000001', printed('i-00000001')), invocation('i-00000002', printed('i-00000002'))] },
      null,
      4,
    );
    expect(told(whole.slice(0, -30)).places).toEqual(['i-00000001', 'i-00000002']);
  });

  it('belongs to the machine in its path in the S3 bucket', () => {
    const path = '/out/prefix/1111/i-0a1b2c3d4e5f67890/awsrunShellScript/gitpodDoctor/stdout';
    expect(told(printed(), path).places).toEqual(['i-0a1b2c3d4e5f67890']);
    expect(told('gitpod-doctor: not found\n', path).silent).toMatchObject([
      { instance: 'i-0a1b2c3d4e5f67890', why: 'no line of gitpod-doctor in its output' },
    ]);
  });
});

describe('another file', () => {
  it('gives its file name to the reports in it, which all count as one machine', () => {
    const report = JSON.stringify(someReport(), null, 2);
    expect(told(report, 'laptop.json').places).toEqual(['laptop.json']);
    expect(told(`> gitpod-doctor@0.1.0 start\n\n${report}\n`, 'npm.json').places).toEqual(['npm.json']);
  });

  it('gives no result when it is a damaged report', () => {
    const report = { ...reportOf(session()), findings: [{ code: 'GD999' }] };
    expect(told(JSON.stringify(report)).end).toMatchObject({ results: 0, machines: 0, isBrokenReport: true });
  });

  it('gives the result lines in the strings of container logs, at any depth', () => {
    const log = JSON.stringify({ log: printed('i-00000007'), stream: 'stdout' });
    expect(told(`${log}\n${JSON.stringify({ events: [{ message: printed('i-00000008') }] })}\n`).places).toEqual([
      'i-00000007',
      'i-00000008',
    ]);
  });

  it('gives the results of a log that wraps long lines, and of a truncated line loses only the end', () => {
    const wrapped = (text: string, width: number) => (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');
    const [first, second] = [printed('i-00000001').trim(), printed('i-00000002').trim()];
    const other = Array.from({ length: 50 }, (_, index) => `line ${index} of another program`).join('\n');
    const log = [wrapped(first, 80), other, wrapped(first, 80).slice(0, 900), other, wrapped(btoa(second), 76), other].join('\n');
    expect(told(log)).toMatchObject({ places: ['i-00000001', 'i-00000002'], cut: [false, false], lost: 0 });
  });

  it('gives the result of a long line even if its checksums are wrapped or a wrapped line begins with a bracket', () => {
    const rows = Array.from({ length: 200 }, (_, index) => `area.row-${index}`);
    const line = compactLine(compact({ unmet: rows, causes: [{ rows, fix: 'Please open it. '.repeat(80) }] }));
    for (const width of [57, 80, 132, 4096])
      for (let shift = 0; shift <= 50; shift++) {
        const text = (`${'>'.repeat(shift)} ${line}`.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');
        expect({ width, shift, ...told(`${text}\n`) }).toMatchObject({ places: ['i-00000000000000001'], cut: [false] });
      }
  });

  it('has its damaged lines counted, but yields no cause from them', () => {
    const line = compactLine(compact({ unmet: ['a.b'], causes: [{ rows: ['a.b'] }] }));
    const collection = createCollection();
    const source = createFleetSource(collection, 'results.txt');
    source.push(line.replace('"code":"GD106"', '"code":"GD10}"'));
    source.end();
    expect(collection.collected()).toMatchObject({ damaged: 1, causes: [] });
  });

  it('gives no result when it has no result line, or only a line that is truncated or of a newer format', () => {
    expect(told(compactLine({ ...compact(), schema: 'gitpod-doctor/compact@2' as 'gitpod-doctor/compact@1' }))).toMatchObject({
      newer: 1,
      places: [],
    });
    expect(told('@GD@{"schema":')).toMatchObject({ lost: 1, places: [], silent: [{ source: 'results.txt' }] });
    expect(told('hello\n').end).toMatchObject({ results: 0, machines: 0, isBrokenReport: false });
  });

  it('never blocks the reader by unclosed brackets or endless nesting', () => {
    expect(contentsOf('[{"a":'.repeat(50_000))).toBe(null);
    expect(contentsOf(`${'[[{"a":1},'.repeat(20_000)}${']'.repeat(40_000)}`)).toBe(null);
    const deep = `${'{"a":'.repeat(40)}${JSON.stringify(printed())}${'}'.repeat(40)}`;
    expect(contentsOf(deep)).toEqual([]);
    fc.assert(fc.property(fc.json(), (text) => contentsOf(text) !== null));
  });
});
