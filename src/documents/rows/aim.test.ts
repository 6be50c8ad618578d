/** If it fails, the credentials check is listed under the name of an image. */
import { expect, test } from 'vitest';
import { assembleRequirements } from '../../catalog/index.ts';
import { EMPTY_PROFILE } from '../../model/profile.ts';
import { targetLabels } from './aim.ts';

test("an inspection of this machine is labelled with its row's title, and one of credentials as such", () => {
  const row = assembleRequirements(EMPTY_PROFILE, null).find(({ id }) => id === 'ami.bottlerocket');
  if (row === undefined) throw new Error('the list has no such row');
  const named = (probe: string) => targetLabels(row, { kind: 'host' }, probe, (text) => text);
  expect(named('host')).toEqual({ what: 'HOST', target: row.title });
  expect(named('aws-credentials')).toEqual({ what: 'AWS', target: 'credentials on this machine' });
});
