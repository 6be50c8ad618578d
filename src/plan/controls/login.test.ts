/** If these fail, a machine behind a proxy without Kerberos is searched for tickets, or one behind it is not. */
import { expect, test } from 'vitest';
import { withLoginMeans } from '../../diagnosis/testing/login.ts';
import { fails, passes, session } from '../../diagnosis/testing/session.ts';
import type { Consent } from '../../model/profile.ts';
import { machineFactsOf } from '../machine.ts';
import { kdcControls, loginMeansControls, loginScopeControls } from './login.ts';
import { createControlContext } from './question.ts';

const KDC = { port: 88, from: 'dns' as const };

function behind(schemes: string[], consents: Consent[] = []) {
  const login = fails('tunnel.407', { tunnel: { authenticate: schemes } });
  return session({ consents }).proxy('http://proxy.corp.example:3128').https('app.gitpod.io', login).https('ghcr.io', login).build();
}
const question = (told: ReturnType<typeof behind>) => createControlContext(told, machineFactsOf(told));

test.each<[schemes: string[], made: number]>([
  [['Negotiate'], 1],
  [['Negotiate', 'Basic'], 1],
  [['NTLM'], 1],
  [['Digest'], 1],
  [['Basic'], 0],
  [[], 0],
])('tickets and login helpers are read once, but not when the proxy offers only Basic or nothing: %j', (schemes, made) => {
  expect(loginMeansControls(question(behind(schemes)))).toHaveLength(made);
});

test('tickets and login helpers are read again when the user later consents to a login', () => {
  const [without, allowed] = [behind(['Negotiate']), behind(['Negotiate'], ['proxy-login'])].map(
    (told) => loginMeansControls(question(told))[0],
  );
  expect([without?.login?.mayLogIn, allowed?.login?.mayLogIn]).toEqual([false, true]);
  expect(allowed?.key).not.toBe(without?.key);
});

test('at most three KDCs are measured, over the direct route', () => {
  const kdcs = ['a', 'b', 'c', 'd'].map((name) => ({ ...KDC, host: `${name}.corp.example` }));
  const made = kdcControls(question(withLoginMeans(behind(['Negotiate']), { kdcs })));
  expect(made.map(({ target, route }) => `${'host' in target ? target.host : ''} ${route.via}`)).toEqual([
    'a.corp.example direct',
    'b.corp.example direct',
    'c.corp.example direct',
  ]);
});

/** One host is asked for a login; three others pass, with the login or without one. */
function partly(credentialsSent: boolean) {
  const told = session({}).proxy('http://proxy.corp.example:3128');
  for (const host of ['app.gitpod.io', 'mcr.microsoft.com', 'ghcr.io']) told.https(host, passes({ tunnel: { credentialsSent } }));
  return told.https('releases.gitpod.io', fails('tunnel.407', { tunnel: { authenticate: ['Basic'], credentialsSent } })).build();
}
const asked = (told: ReturnType<typeof partly>) =>
  loginScopeControls(question(told)).map(
    ({ purpose, target, withoutLogin }) => `${purpose} ${'host' in target ? target.host : ''}${withoutLogin === true ? ' -' : ''}`,
  );

test('if some hosts pass without a login, a failing and two passing hosts are measured again', () => {
  expect(asked(partly(false))).toEqual(['login-repeat releases.gitpod.io', 'login-repeat app.gitpod.io', 'login-repeat mcr.microsoft.com']);
});

test('if some hosts pass with the login, two of these hosts are also measured without the login', () => {
  expect(asked(partly(true)).slice(3)).toEqual(['without-login app.gitpod.io -', 'without-login mcr.microsoft.com -']);
});

test('a host that passed as a control is measured again, because a step of the walk may measure a single requirement', () => {
  const told = session({}).proxy('http://proxy.corp.example:3128');
  told.https('releases.gitpod.io', fails('tunnel.407', { tunnel: { authenticate: ['Basic'], credentialsSent: true } }));
  told.control('server-time', 'ghcr.io', passes({ tunnel: { credentialsSent: true } }));
  expect(asked(told.build()).slice(1)).toEqual(['login-repeat ghcr.io', 'without-login ghcr.io -']);
});

test('if no host passes the proxy, no host is measured again', () => {
  expect(asked(behind(['Basic']))).toEqual([]);
});
