import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLog, encodeEvent } from './codec.ts';
import { anyLog, log, observation, started } from './testing/events.ts';

const text = (events: readonly Parameters<typeof encodeEvent>[0][]) => events.map((event) => `${encodeEvent(event)}\n`).join('');
const three = text(log({ type: 'step-entered', step: 'where' }, { type: 'observed', observation: observation('o1', 'a.example') }));

describe('a session log', () => {
  it('is read back exactly as it was written, with one line per event and keys in order', () => {
    fc.assert(
      fc.property(anyLog, (events) => {
        expect(decodeLog(text(events))).toEqual({ events, problems: [] });
        for (const event of events) expect(encodeEvent(event)).not.toMatch(/[\n\r]/);
      }),
    );
    expect(encodeEvent(started)).toMatch(/^\{"atMs":0,"catalog":\{"overlay":null,"sha256":/);
  });

  it('gives every complete line when it is truncated at any byte', () => {
    fc.assert(
      fc.property(fc.nat(three.length - 1), (cut) => {
        const result = decodeLog(three.slice(0, cut));
        expect('events' in result && result.events.length).toBe(three.slice(0, cut + 1).split('\n').length - 1);
      }),
      { numRuns: 200 },
    );
  });

  it('is read with a warning when the last line is half-written', () => {
    const result = decodeLog(three.slice(0, -20));
    expect(result).toMatchObject({ problems: ['line 3: half-written'] });
  });

  it.each([
    ['', 'line 1: this is not a session log'],
    ['not a log', 'line 1: this is not a session log'],
    ['{"schema":"gitpod-doctor/session@1"}\n', /line 1: \w+ at/],
    ['[]', 'line 1: this is not a session log'],
  ])('is refused when it has no events: %j', (input, problem) => {
    expect(decodeLog(input)).toEqual({ events: [], problems: [expect.stringMatching(problem)] });
  });

  it('is refused, with its version, when a newer program wrote it', () => {
    const future = three.replace('session@1', 'session@2');
    expect(decodeLog(future)).toEqual({ newer: 'gitpod-doctor/session@2' });
  });

  it('loses a damaged line in the middle, and the warning contains the number of the line but not the text', () => {
    const lines = three.split('\n');
    const result = decodeLog([lines[0], '{"type":"fault","seq":2,"atMs":1,"text":7,"pass":"hunter2"}', lines[2], ''].join('\n'));
    expect(result).toMatchObject({ events: [{ seq: 1 }, { seq: 3 }] });
    expect(JSON.stringify(result)).not.toContain('hunter2');
    expect(result).toHaveProperty('problems', [expect.stringMatching(/^line 2: /), '1 of 3 events are missing']);
  });

  it('is read with Windows line endings and a byte order mark', () => {
    expect(decodeLog(`\uFEFF${three.replaceAll('\n', '\r\n')}`)).toMatchObject({ problems: [] });
  });

  it('never makes the reader throw, whatever the text or the JSON is', () => {
    const anyLine = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom(...three.split('\n')),
      fc.constant('['.repeat(50_000)),
    );
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), fc.boolean(), (lines, begun) => {
        const result = decodeLog((begun ? [encodeEvent(started), ...lines] : lines).join('\n'));
        expect('newer' in result || Array.isArray(result.events)).toBe(true);
      }),
    );
  });
});
