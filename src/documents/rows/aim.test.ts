/** If it fails, the look at credentials stands in the list under the name of an image. */
import { expect, test } from 'vitest';
import { assemble } from '../../catalog/index.ts';
import { EMPTY_PROFILE } from '../../model/profile.ts';
import { aim } from './aim.ts';

test('a look at this machine carries the title of its row, and one at its credentials says so', () => {
  const row = assemble(EMPTY_PROFILE, null).find(({ id }) => id === 'ami.bottlerocket');
  if (row === undefined) throw new Error('the list has no such row');
  const named = (probe: string) => aim(row, { kind: 'host' }, probe, (text) => text);
  expect(named('host')).toEqual({ what: 'HOST', target: row.title });
  expect(named('aws-credentials')).toEqual({ what: 'AWS', target: 'credentials on this machine' });
});
