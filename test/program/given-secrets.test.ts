/** If these fail, a token from a flag or a variable is stored, shown, or passed on in a company profile. */
import { expect, it } from 'vitest';
import { filesBelow } from '../support/files.ts';
import { FOREIGN_TOKENS } from '../support/foreign-tokens.ts';
import { newHome, run } from '../support/program.ts';
import { letters } from '../support/secret-kinds.ts';
import { leaks } from '../support/secrets.ts';

it('a token in --ticket, in the path of --registry or in a certificate variable is not stored', { timeout: 60_000 }, async () => {
  const secrets = [FOREIGN_TOKENS['Slack app']?.('t') ?? '', FOREIGN_TOKENS['Hugging Face']?.('r') ?? '', letters('q', 32)] as const;
  const [ticket, registry, query] = secrets;
  const home = newHome();
  const env = { SSL_CERT_FILE: `/nowhere/roots.pem?token=${query}`, AWS_CA_BUNDLE: `/nowhere/roots.pem?token=${query}` };
  const given = ['--ticket', ticket, '--registry', `https://127.0.0.1:1/v2/${registry}/`];
  const real = await run(['check', 'host', 'registries', ...given, '--json', '--show-values', '--deadline', '3000', '--bundle', 'b.zip'], {
    home,
    env,
  });
  expect(JSON.parse(real.stdout)).toMatchObject({ schema: 'gitpod-doctor/report@1' });
  expect(real.stdout).toContain('/nowhere/roots.pem?token=REDACTED-value');
  const company = await run(['profile', 'init'], { home });
  expect(company.status).toBe(0);
  const said = [real.stdout, real.stderr, company.stdout, company.stderr];
  const kept = [...filesBelow(home.folder)];
  expect(kept.length).toBeGreaterThan(1);
  expect([
    ...said.flatMap((text, index) => leaks(`output ${index}`, text, secrets)),
    ...kept.flatMap(([path, bytes]) => leaks(path, bytes, secrets)),
  ]).toEqual([]);
});
