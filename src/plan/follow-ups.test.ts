import { expect, test } from 'vitest';
import { TELLS_APART } from '../knowledge/discriminates.ts';
import { CONTROL_PURPOSES } from '../model/probe-request.ts';
import { targetText } from '../model/target.ts';
import { controls } from './testing/controls.ts';
import { run, type Story } from './testing/world.ts';

test('the names of the lighthouses are looked up beside their addresses, by Standard runners alone', () => {
  const names = (story: Story) => controls(story, 'lighthouse-name').map(({ target }) => targetText(target));
  expect(names({})).toEqual(['lighthouse.us01.gitpod.dev', 'lighthouse.eu01.gitpod.dev']);
  expect(names({ profile: { runner: 'enterprise' } })).toEqual([]);
});

test('every control is tagged with two causes at least that it tells apart', () => {
  for (const purpose of CONTROL_PURPOSES) expect(new Set(TELLS_APART[purpose]).size, purpose).toBeGreaterThan(1);
});

test('on a healthy network only the download is looked at again', () => {
  const asked = run({ extracted: true }).filter(({ role }) => role === 'control');
  expect(new Set(asked.map(({ purpose }) => purpose))).toEqual(new Set(['lighthouse-name', 'throughput']));
});
