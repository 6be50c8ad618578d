import { expect, test } from 'vitest';
import { DISCRIMINATES } from '../knowledge/discriminates.ts';
import { CONTROL_PURPOSES } from '../model/probe-request.ts';
import { targetText } from '../model/target.ts';
import { controls } from './testing/controls.ts';
import { run, type Story } from './testing/world.ts';

test('the lighthouses are also looked up by name, but only for a Standard runner', () => {
  const names = (story: Story) => controls(story, 'lighthouse-name').map(({ target }) => targetText(target));
  expect(names({})).toEqual(['lighthouse.us01.gitpod.dev', 'lighthouse.eu01.gitpod.dev']);
  expect(names({ profile: { runner: 'enterprise' } })).toEqual([]);
});

test('every control states at least two causes that it distinguishes', () => {
  for (const purpose of CONTROL_PURPOSES) expect(new Set(DISCRIMINATES[purpose]).size, purpose).toBeGreaterThan(1);
});

test('a healthy network gets no controls except the lighthouse lookups and the download speed', () => {
  const asked = run({ extracted: true }).filter(({ role }) => role === 'control');
  expect(new Set(asked.map(({ purpose }) => purpose))).toEqual(new Set(['lighthouse-name', 'throughput']));
});
