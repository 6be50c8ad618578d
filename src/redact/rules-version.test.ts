/** If this fails, bundles that were masked by different rules claim the same version of them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { letters } from '../../test/support/secret-kinds.ts';
import { REDACTION_LEVELS, RULES_VERSION } from './level.ts';
import { redactor } from './testing/redactor.ts';

/** Texts that are not added to, and a line for each way to announce a secret. */
const TEXTS = [
  ...['second-set', 'held-out-tools', 'held-out-editors-and-systems'].map(
    (name) => new URL(`../../fixtures/pasted-errors/${name}.txt`, import.meta.url),
  ),
].map((file) => readFileSync(file, 'utf8'));
const MORE = [
  `Authorization: Bearer ${letters('a', 30)} https://me:${letters('b', 12)}@git.corp.example/x?token=${letters('c', 20)}`,
  'arn:aws:sts::123456789012:assumed-role/DevRole/jdoe at ip-10-20-30-40.ec2.internal, fd00:12::7 and /srv/node-10.20.30.40/x',
  'C:\\Users\\jdoe\\x.pem \\\\fileserver\\team\\ca.pem ~jdoe/.ssh CN = ACME Proxy CA, O = ACME AG',
];

it('the version of the redaction rules is raised when their result changes', () => {
  const masked = REDACTION_LEVELS.flatMap((level) => [...TEXTS, ...MORE].map(redactor({ level }).text));
  const hash = createHash('sha256').update(masked.join('\n')).digest('hex').slice(0, 16);
  expect({ [RULES_VERSION]: hash }, 'Raise RULES_VERSION, and put the new hash here.').toEqual({ 4: '42aa126fdd6bc173' });
});
