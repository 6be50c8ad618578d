/** A crash report may be forwarded, so it contains frames of this program and no text of the error. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { SECRET_KINDS } from '../../../test/support/secret-kinds.ts';
import { leaks } from '../../../test/support/secrets.ts';
import { writeCrashReport } from './crash-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'crash-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a crash report has the location of the crash and no secret, even when the message looks like a stack frame', () => {
  const planted = SECRET_KINDS.map((kind) => kind.plant('crash'));
  const message = planted.map(({ text }) => `${text}\n    at ${text} (file:///x.js:1:1)`).join('\n');
  const error = Object.assign(new Error(message, { cause: new Error(message) }), { code: 'E_FAULT' });
  const path = writeCrashReport(folder, 'one', '0.0.0', error);
  const written = readFileSync(path ?? '', 'utf8');
  expect(written).toMatch(/Error \(E_FAULT\)\n\s+at .*crash-report\.test\.ts:\d+:\d+/);
  expect(
    leaks(
      'report',
      written,
      planted.flatMap(({ secrets }) => secrets),
    ),
  ).toEqual([]);
});
