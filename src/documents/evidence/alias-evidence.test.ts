/** If this fails, the evidence of a failed SSH connection does not show which section of the configuration was used. */
import { expect, it } from 'vitest';
import { session } from '../../diagnosis/testing/session.ts';
import { PROXIED, withAlias } from '../../diagnosis/testing/ssh.ts';
import { evidenceOf } from './alias-evidence.ts';

const { observations } = withAlias(session({}).https('app.gitpod.io').build(), PROXIED, null, [
  {},
  { rung: 'session', fails: 'ssh.proxy-command-failed' },
]);
const shown = (ids: readonly string[]) => evidenceOf(ids, observations).map(({ id, probe }) => `${id} ${probe}`);

it('the evidence of an alias shows once how ssh resolved the name, before the first connection', () => {
  expect(observations.map(({ id, probe }) => `${id} ${probe}`)).toEqual([
    'o1 https',
    'o2 host',
    'o3 ssh-config',
    'o4 ssh-connect',
    'o5 ssh-connect',
  ]);
  expect(shown(['o5'])).toEqual(['o3 ssh-config', 'o5 ssh-connect']);
  expect(shown(['o5', 'o4', 'o3'])).toEqual(['o3 ssh-config', 'o4 ssh-connect', 'o5 ssh-connect']);
  expect(shown(['o1'])).toEqual(['o1 https']);
});
