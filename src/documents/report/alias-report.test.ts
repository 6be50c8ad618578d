/** If this fails, a report does not say how its aliases work, or says it twice. */
import { expect, it } from 'vitest';
import { session } from '../../diagnosis/testing/session.ts';
import { ADDRESSED, PROXIED, withAlias } from '../../diagnosis/testing/ssh.ts';
import { aliasesTold } from './alias-report.ts';

it('tells of each name that ssh was asked about, as it was asked last, and of none where no name is known', () => {
  const first = withAlias(session({}).https('app.gitpod.io').build(), { ...PROXIED, branch: 'none' }, 'ssh.unresolved');
  const again = withAlias(withAlias(first, ADDRESSED, null), PROXIED, null);
  const told = aliasesTold(again).map((lines) => lines.find(({ label }) => label === 'ssh then')?.text ?? '');
  expect(told).toEqual([
    expect.stringContaining('runs /usr/local/bin/gitpod'),
    expect.stringContaining('connects to ec2-1.compute.example'),
  ]);
  expect(aliasesTold(withAlias(session({}).build(), { ...PROXIED, asked: null }, null))).toEqual([]);
});
