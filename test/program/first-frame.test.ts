/** The first frame of the built program contains no schemas. It is compared with that of the source, which does. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, inject, it, vi } from 'vitest';
import type { Flags } from '../../src/cli/arguments/flags.ts';
import { paintFirstFrame } from '../../src/cli/walk/first-frame.ts';
import { SYMPTOMS } from '../../src/model/profile.ts';
import { VANTAGES } from '../../src/model/vantage.ts';

afterEach(() => vi.restoreAllMocks());

const FLAGS: readonly Flags[] = VANTAGES.flatMap((from) => [
  { from },
  ...SYMPTOMS.map((symptom) => ({ from, symptom, region: ['us-east-1'] })),
]);

it('the first frame of the built program equals the first frame of the sources for every vantage point and symptom', async () => {
  const built = (await import(pathToFileURL(join(inject('builtPackage'), 'dist', 'first-frame.js')).href)) as {
    paintFirstFrame: typeof paintFirstFrame;
  };
  const pictures = FLAGS.map((flags) => painted(paintFirstFrame, flags));
  expect(pictures.filter((picture) => picture !== '').length).toBeGreaterThan(VANTAGES.length);
  expect(FLAGS.map((flags) => painted(built.paintFirstFrame, flags))).toEqual(pictures);
});

function painted(paint: typeof paintFirstFrame, flags: Flags): string {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  paint(flags)();
  vi.restoreAllMocks();
  return written.join('');
}
