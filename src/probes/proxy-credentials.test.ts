/** If these fail, a password goes to the wrong proxy, or one of its forms is not known to the redactor. */
import { describe, expect, it } from 'vitest';
import { proxyAuthorization, proxySecretForms } from './proxy-credentials.ts';

const proxy = { scheme: 'http', host: 'proxy.corp', port: 3128 } as const;
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('proxy credentials', () => {
  it.each([
    ['http://alice:s3cret@proxy.corp:3128', basic('alice:s3cret')],
    ['alice:s3cret@proxy.corp:3128', basic('alice:s3cret')],
    ['http://al%40ice:s%3Acret%25@PROXY.corp:3128/', basic('al@ice:s:cret%')],
    ['http://:s3cret@proxy.corp:3128', basic(':s3cret')],
    ['http://alice:s3cret@other.corp:3128', null],
    ['http://alice:s3cret@proxy.corp:8080', null],
    ['https://alice:s3cret@proxy.corp:3128', null],
    ['http://proxy.corp:3128', null],
    ['not a url', null],
  ])('are sent only to the proxy of the variable that contains them: %s', (value, header) => {
    expect(proxyAuthorization({ https_proxy: value }, proxy, {})).toBe(header);
  });
});

it('the redactor learns a proxy password in every encoding, even from a value that no program can parse', () => {
  const seeds = proxySecretForms({
    HTTPS_PROXY: 'http://al%40ice:p%40ss%2Fword@proxy.corp:3128',
    http_proxy: 'alice:un/esc#aped@proxy',
    NO_PROXY: 'x',
  });
  expect(seeds).toEqual(
    expect.arrayContaining(['p%40ss%2Fword', 'p@ss/word', Buffer.from('al@ice:p@ss/word').toString('base64'), 'un/esc#aped']),
  );
  expect(seeds).not.toContain('');
  expect(proxySecretForms({ HTTPS_PROXY: 'http://proxy.corp:3128' })).toEqual([]);
});
