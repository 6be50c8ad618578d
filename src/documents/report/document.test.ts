/** If this fails, a report does not explain its SSH aliases, or explains them twice. */
import { expect, it } from 'vitest';
import { session } from '../../diagnosis/testing/session.ts';
import { ADDRESSED, PROXIED, withAlias } from '../../diagnosis/testing/ssh.ts';
import { aliasEvidence } from './document.ts';

it('the report shows each SSH name as ssh last resolved it, and leaves it out when nothing is known', () => {
  const first = withAlias(session({}).https('app.gitpod.io').build(), { ...PROXIED, branch: 'none' }, 'ssh.unresolved');
  const again = withAlias(withAlias(first, ADDRESSED, null), PROXIED, null);
  const told = aliasEvidence(again).map((lines) => lines.find(({ label }) => label === 'ssh then')?.text ?? '');
  expect(told).toEqual([
    expect.stringContaining('connects through /usr/local/bin/gitpod'),
    expect.stringContaining('connects to ec2-1.compute.example'),
  ]);
  expect(aliasEvidence(withAlias(session({}).build(), { ...PROXIED, asked: null }, null))).toEqual([]);
});
