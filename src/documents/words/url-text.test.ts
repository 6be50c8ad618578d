import { expect, it } from 'vitest';
import { createRedactor } from '../../redact/index.ts';
import { urlText } from './url-text.ts';

const redactor = createRedactor({ level: 'standard', key: new Uint8Array(32), publicNames: ['releases.gitpod.io'], secrets: [] });

it('a URL on the screen masks team and repository as in the bundle, and shows a published path', () => {
  expect(urlText('git.acme.com', '/payments/ledger', redactor.text)).not.toMatch(/acme|payments|ledger/);
  expect(urlText('releases.gitpod.io', '/ec2/stable/manifest.json', redactor.text)).toBe('releases.gitpod.io/ec2/stable/manifest.json');
  expect(urlText('fd12:3456::1', '/v2/', redactor.text)).not.toContain('3456');
});
