/** If this fails, a bundle contains a password from a proxy script. */
import { expect, it } from 'vitest';
import { SECRET_KINDS } from '../../test/support/secret-kinds.ts';
import { withScript } from '../diagnosis/testing/scripts.ts';
import { session } from '../diagnosis/testing/session.ts';
import { buildBundle } from './index.ts';
import { bundleInput, testRedactor } from './testing/log.ts';

it('a bundle contains no secret from the failing lines of a proxy script, even in the words of the finding', async () => {
  const planted = SECRET_KINDS.map((kind, index) => kind.plant(`line ${index}`));
  // The finding quotes the line of the script that fails for the first host.
  const lines = [planted.map(({ text }) => text).join('; '), ...planted.map(({ text }) => text)];
  const answers = Object.fromEntries(
    lines.map((text, index) => [
      `h${index}.corp.example`,
      { throws: 'pac.throws' as const, line: index + 1, sourceLine: `var x = ${text};` },
    ]),
  );
  const seen = withScript(session({ from: 'laptop' }).https('app.gitpod.io').build(), { answers });
  const bundle = await buildBundle(bundleInput(seen, testRedactor({ level: 'standard' })));
  if (!bundle.ok) throw new Error(bundle.problem);
  const texts = bundle.entries.map(({ text }) => text ?? '').join('\n');
  expect(texts).toContain('in line 1: “var x = ');
  for (const secret of planted.flatMap(({ secrets }) => secrets)) expect(texts).not.toContain(secret);
});
