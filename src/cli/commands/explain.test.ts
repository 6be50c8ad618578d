/** If these fail, a mistyped code explains an unrelated finding. */
import { expect, it } from 'vitest';
import { explain } from './explain.ts';

it.each([
  ['GD999', 'Codes: GD901 GD902 GD903 GD904 GD905 GD906 GD907'],
  ['gd12', /^Codes: GD101 GD102 .* GD1\d\d$/],
  ['GD001', /^Codes: GD101-GD1\d\d .* GD901-GD907$/],
  ['103', 'Did you mean: gitpod-doctor explain GD103'],
  ['gd-103', 'Did you mean: gitpod-doctor explain GD103'],
  ['proxy-requires-lgoin', 'Did you mean: gitpod-doctor explain proxy-requires-login'],
  ['slow', 'Did you mean: gitpod-doctor explain download-too-slow'],
  ['quite-other', /^Names look like .* Codes: GD101-GD1\d\d /],
])('explain %s is refused with a hint: %s', (word, way) => {
  const hint = typeof way === 'string' ? way : expect.stringMatching(way);
  expect(() => explain([word], {})).toThrow(expect.objectContaining({ status: 2, hint }));
});
