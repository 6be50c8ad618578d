/** If these fail, the error for a typo suggests the wrong word. */
import { expect, it } from 'vitest';
import { AREAS } from '../../model/areas.ts';
import { nearest } from './usage.ts';

it.each([
  ['vsode', 'vscode'],
  ['gatway', 'gateway'],
  ['dsn', 'dns'],
  ['amis', 'ami'],
  ['list', null],
  ['all', null],
])('the usage error for %s suggests the area %s', (word, near) => {
  expect(nearest(word, AREAS)).toBe(near);
});
