/** Pages, bodies and interruptions instead of the service's answer, each with its finding and its near misses. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { json, page, redirect, text, type WebAnswer } from '../../src/demo/web/answer.ts';
import { CHALLENGE_PAGE, NETWORK_LOGIN, PROXY_LOGIN } from '../../src/demo/web/refusals.ts';
import { INSPECTED, outcomeAt, type Place, question, REPOSITORY, reportAt, says } from './places.ts';
import { outcomeOf, swept } from './sweep.ts';

/** A page of a web filter that only the category in it identifies. */
const CATEGORY_PAGE: WebAnswer = {
  ...page('Access Denied', 503),
  body: '<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1><p>Your request was denied because of its content categorization: "Software downloads"</p></body></html>\n',
};

const MANIFEST_BODY = '{"version":"20261120.714"}\n';
const packed = (headers: Record<string, string>, body: Uint8Array = gzipSync(MANIFEST_BODY)): WebAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});
const wafAnswer = (status: number, action: string): WebAnswer => ({ ...page('', status), headers: { 'x-amzn-waf-action': action } });
const captcha = page('Sign in', 403);
const WITH_CAPTCHA = { ...captcha, body: String(captcha.body).replace('<h1>', '<div class="g-recaptcha"></div><h1>') };

describe.concurrent('a page instead of data', () => {
  it.each<[what: string, place: Place, answer: WebAnswer, outcome: string]>([
    ['a welcome page', 'public', page('Welcome'), 'unmet: likely answer-unusable'],
    ['a welcome page', 'inspected', page('Welcome'), 'unmet: likely block-page'],
    ['a page declared as text', 'public', text('<!doctype html><title>Welcome</title>'), 'unmet: likely answer-unusable'],
    ['a policy page', 'public', page('Web Page Blocked'), 'unmet: likely service-refuses-client'],
    ['a policy page with 503', 'public', page('Web Page Blocked', 503), 'unmet: likely service-refuses-client'],
    ['a policy page with 403', 'inspected', page('Web Page Blocked', 403), 'unmet: certain block-page'],
    ['a page that names a category, with 503', 'inspected', CATEGORY_PAGE, 'unmet: certain block-page'],
    ['a page that names a category, with 503', 'public', CATEGORY_PAGE, 'unmet: likely service-refuses-client'],
    ['a page that names a category', 'clear', CATEGORY_PAGE, 'unmet: certain block-page'],
    ['an ordinary error page', 'inspected', page('503 Service Unavailable', 503), 'unmet: possible block-page'],
    ['JSON', 'inspected', json({ version: '1' }), 'met: nothing'],
    ['JSON', 'public', json({ version: '1' }), 'met: nothing'],
  ])('is diagnosed from its content and its possible senders: %s (%s)', async (_, place, answer, outcome) => {
    expect(await outcomeAt(place, says(answer))).toBe(outcome);
  });

  it.each([
    ['releases.cli-linux-amd64-sha256', '/gitpod-linux-amd64.sha256'],
    ['releases.cli-linux-amd64', '/gitpod-linux-amd64'],
  ])('is an unusable answer of the service for %s, but a block page when a device inspects TLS', async (row, pathEnds) => {
    const services = [{ to: 'releases.gitpod.io', pathEnds, fault: says(page('Welcome')) }];
    const rows = [row, 'management.app'];
    expect(outcomeOf(await swept({ rows, network: { services } }), row)).toBe('unmet: likely answer-unusable');
    expect(outcomeOf(await swept({ rows, network: { services, ...INSPECTED } }), row)).toBe('unmet: likely block-page');
    expect(outcomeOf(await swept({ rows, network: INSPECTED }), row)).toBe('met: nothing');
  });
});

describe.concurrent('a bot challenge', () => {
  it.each<[what: string, place: Place, answer: WebAnswer, outcome: string]>([
    ["Cloudflare's page", 'public', CHALLENGE_PAGE, 'unmet: certain challenge-page'],
    ["Cloudflare's page with 200", 'public', { ...CHALLENGE_PAGE, status: 200 }, 'unmet: certain challenge-page'],
    ["Cloudflare's page with 429", 'public', { ...CHALLENGE_PAGE, status: 429 }, 'unmet: certain challenge-page'],
    ["Cloudflare's page with 503", 'inspected', { ...CHALLENGE_PAGE, status: 503 }, 'unmet: likely challenge-page'],
    ["Cloudflare's page", 'clear', CHALLENGE_PAGE, 'unmet: likely challenge-page'],
    ["AWS WAF's header alone", 'public', wafAnswer(202, 'challenge'), 'unmet: certain challenge-page'],
    ["AWS WAF's captcha", 'public', wafAnswer(405, 'captcha'), 'unmet: certain challenge-page'],
    ['the title alone', 'public', page('Just a moment...', 403), 'unmet: likely challenge-page'],
    ["Google's captcha", 'public', WITH_CAPTCHA, 'unmet: certain challenge-page'],
    ['near miss, a refusal', 'public', page('403 Forbidden', 403), 'unmet: likely service-refuses-client'],
    ['near miss, AWS WAF in counting mode', 'public', { ...json({}), headers: { 'x-amzn-waf-action': 'count' } }, 'met: nothing'],
  ])('is recognised by its headers and content: %s (%s)', async (_, place, answer, outcome) => {
    expect(await outcomeAt(place, says(answer))).toBe(outcome);
  });
});

describe.concurrent('a requirement that accepts any answer', () => {
  it.each<[what: string, answer: WebAnswer, outcome: string]>([
    ['an error of the service', page('503', 503), 'met: advice, certain service-unhealthy'],
    ['a bot challenge', CHALLENGE_PAGE, 'met: advice, certain challenge-page'],
    ['429 Too Many Requests', page('429', 429), 'met: advice, certain rate-limited'],
    ['404, without advice', page('404', 404), 'met: nothing'],
    ['403, without advice', page('403', 403), 'met: nothing'],
  ])('is met when it gets %s', async (_, answer, outcome) => {
    const services = [{ to: 'app.gitpod.io', fault: says(answer) }];
    expect(outcomeOf(await swept({ rows: ['management.app', 'releases.cli-manifest'], network: { services } }), 'management.app')).toBe(
      outcome,
    );
  });
});

describe.concurrent('a compressed answer', () => {
  it.each<[what: string, place: Place, answer: WebAnswer, outcome: string]>([
    [
      'declared but not compressed',
      'public',
      packed({ 'content-encoding': 'gzip' }, Buffer.from(MANIFEST_BODY)),
      'unmet: certain answer-garbled',
    ],
    [
      'declared but not compressed',
      'inspected',
      packed({ 'content-encoding': 'gzip' }, Buffer.from(MANIFEST_BODY)),
      'unmet: likely answer-garbled',
    ],
    [
      'truncated',
      'public',
      packed({ 'content-encoding': 'gzip' }, gzipSync(MANIFEST_BODY).subarray(0, 20)),
      'unmet: certain answer-garbled',
    ],
    ['a coding that was not requested', 'public', packed({ 'content-encoding': 'br' }), 'unmet: certain answer-garbled'],
    ['compressed but not declared', 'public', packed({}), 'unmet: certain answer-garbled'],
    ['near miss, declared and compressed', 'public', packed({ 'content-encoding': 'gzip' }), 'met: nothing'],
    ['near miss, neither', 'public', packed({ 'content-encoding': 'identity' }, Buffer.from(MANIFEST_BODY)), 'met: nothing'],
  ])('is diagnosed as garbled only when its Content-Encoding is wrong: %s (%s)', async (_, place, answer, outcome) => {
    expect(await outcomeAt(place, says(answer))).toBe(outcome);
  });
});

it.concurrent('http-version-required fires only for the error HTTP_1_1_REQUIRED at the end of a stream', async () => {
  expect(await outcomeAt('public', { kind: 'wants-http1' })).toBe('unmet: certain http-version-required');
  expect(await outcomeAt('inspected', { kind: 'wants-http1' })).toBe('unmet: likely http-version-required');
  expect(await outcomeAt('public', { kind: 'hang-up' })).toBe('unmet: likely answer-unusable');
});

describe.concurrent('a 451 that names the blocking host', () => {
  const blocked = (by: string) => page('451', 451, { link: `<https://${by}/why>; rel="blocked-by"` });
  it.each<[place: Place, by: string, outcome: string, said: string]>([
    ['public', 'law.example', 'unmet: certain service-refuses-client', 'says that law.example blocks the request'],
    ['inspected', 'filter.corp.example', 'unmet: likely block-page', 'answered by filter.corp.example in place of'],
    ['clear', 'filter.isp.example', 'unmet: likely block-page', 'answered by filter.isp.example in place of'],
    ['clear', 'www.corp.example', 'unmet: likely service-refuses-client', 'says that www.corp.example blocks the request'],
  ])('over a %s connection, with the blocking host %s, is diagnosed as %s', async (place, by, outcome, said) => {
    expect(await outcomeAt(place, says(blocked(by)))).toBe(outcome);
    const { findings } = await reportAt(place, says(blocked(by)));
    expect(findings.flatMap(({ title, evidence }) => [title, ...evidence]).join('\n')).toContain(said);
  });
});

it.concurrent('a requirement is met when the server refuses only HEAD, because programs use GET', async () => {
  const services = [{ to: 'releases.gitpod.io', pathEnds: '/gitpod-linux-amd64', fault: { kind: 'refuses-head' as const } }];
  const row = 'releases.cli-linux-amd64';
  expect(outcomeOf(await swept({ rows: [row], network: { services } }), row)).toBe('met: nothing');
});

describe.concurrent('an answer without TLS', () => {
  const nowhere = { status: 302, headers: {}, body: '' };
  it.each<[what: string, answer: WebAnswer, outcome: string]>([
    ['a reset', { ...page('x'), resets: true }, 'unmet: likely answer-unusable'],
    ['a closed connection', { ...page('x'), hangsUp: true }, 'unmet: likely answer-unusable'],
    ['no answer', { ...page('x'), staysSilent: true }, 'unmet: likely answer-unusable'],
    ['circular redirects', redirect('http://git.corp.example/team/repository.git'), 'unmet: likely answer-unusable'],
    ['a redirect without an address', nowhere, 'unmet: likely answer-unusable'],
    ['a redirect to a scheme that no client follows', redirect('ftp://git.corp.example/'), 'unmet: likely answer-unusable'],
    ['a redirect to a host that does not exist', redirect('http://gone.corp.example/'), 'unmet: likely redirect-target-blocked'],
    ['a redirect to a closed port', redirect('http://git.corp.example:81/'), 'unmet: likely redirect-target-blocked'],
    ['a redirect to TLS on a closed port', redirect('https://git.corp.example/'), 'unmet: likely redirect-target-blocked'],
    [
      'a redirect to a host of another owner that does not exist',
      redirect('http://gone.example/'),
      'unmet: likely redirect-target-blocked',
    ],
    ["a network's demand for a login", NETWORK_LOGIN, 'unmet: likely captive-portal'],
    ["a proxy's demand for a login", PROXY_LOGIN, 'unmet: likely transparent-proxy'],
    ['a page', page('Repository'), 'met: nothing'],
  ])('has the diagnosis of an answer over TLS, but never as certain: %s', async (_, answer, outcome) => {
    expect(await outcomeAt('clear', says(answer))).toBe(outcome);
  });

  it('is reported with the redirecting host when it redirects to a port that does not answer', async () => {
    const asked = question('clear', says(redirect('http://git.corp.example:81/')));
    expect(outcomeOf(await swept({ ...asked, nowhere: 'drop' }), REPOSITORY)).toBe('unmet: likely redirect-target-blocked');
  });

  it('meets its requirement, with a note that its sender is not authenticated', async () => {
    const notes = (await reportAt('clear', says(page('Repository')))).notes.filter(({ name }) => name === 'answer-not-proved');
    expect(notes.map(({ text: words }) => words)).toEqual([expect.stringContaining('git.corp.example answers over plain HTTP')]);
    expect((await reportAt('public', says(json({})))).notes.filter(({ name }) => name === 'answer-not-proved')).toEqual([]);
  });

  it('is reported with the host of the login page when the network sends 511', async () => {
    const { findings } = await reportAt('clear', says(NETWORK_LOGIN));
    expect(findings[0]?.title).toBe('Probable cause: this network wants a login first: git.corp.example leads to login.guest-wifi.example');
  });

  it.each([401, 403, 404, 500])(
    'meets a requirement that accepts any answer with %i, with a note that its sender is not authenticated',
    async (status) => {
      const added = [{ id: REPOSITORY, url: 'http://git.corp.example/' }];
      const report = await swept({ rows: [], added, network: { services: [{ to: 'git.corp.example', fault: says(page('x', status)) }] } });
      expect(outcomeOf(report, REPOSITORY)).toBe(status === 500 ? 'met: advice, likely service-unhealthy' : 'met: nothing');
      expect(report.notes.map(({ name }) => name)).toContain('answer-not-proved');
    },
  );

  it.each([407, 511])(
    'does not meet a requirement that accepts any answer with %i, because a proxy or portal sends that status',
    async (status) => {
      const added = [{ id: REPOSITORY, url: 'http://git.corp.example/' }];
      const report = await swept({ rows: [], added, network: { services: [{ to: 'git.corp.example', fault: says(page('x', status)) }] } });
      expect(outcomeOf(report, REPOSITORY)).toBe(`unmet: likely ${status === 407 ? 'transparent-proxy' : 'captive-portal'}`);
    },
  );
});
