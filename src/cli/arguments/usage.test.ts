/** If these fail, a person who mistyped is sent somewhere else. */
import { expect, it } from 'vitest';
import { AREAS } from '../../model/area.ts';
import { nearest } from './usage.ts';

it.each([
  ['vsode', 'vscode'],
  ['gatway', 'gateway'],
  ['dsn', 'dns'],
  ['amis', 'ami'],
  ['list', null],
  ['all', null],
])('the area that is meant by %s is %s', (word, near) => {
  expect(nearest(word, AREAS)).toBe(near);
});
