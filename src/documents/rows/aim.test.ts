/** If it fails, the check of the credentials has the name of an image. */
import { expect, test } from 'vitest';
import { assembleRequirements } from '../../catalog/index.ts';
import { EMPTY_PROFILE } from '../../model/profile.ts';
import { targetLabels } from './aim.ts';

test("the label of a check of this machine is the requirement's title, unless the probe reads credentials", () => {
  const row = assembleRequirements(EMPTY_PROFILE, null).find(({ id }) => id === 'ami.bottlerocket');
  if (row === undefined) throw new Error('the list has no such row');
  const named = (probe: string) => targetLabels(row, { kind: 'host' }, probe, (text) => text);
  expect(named('host')).toEqual({ what: 'HOST', target: row.title });
  expect(named('aws-credentials')).toEqual({ what: 'AWS', target: 'credentials on this machine' });
});
