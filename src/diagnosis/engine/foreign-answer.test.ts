/** If these fail, a filter's page counts as the service, or the service's own page is called a filter's. */
import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '../../model/phase.ts';
import type { Requirement } from '../../model/requirement.ts';
import { foreignMarkOfAnswer } from '../facts/foreign-answer.ts';
import { requirementFor } from '../testing/defaults.ts';
import { httpAnswer } from '../testing/phases.ts';
import { passes, session } from '../testing/session.ts';
import { verdictOf } from '../testing/told.ts';

const APP = 'app.gitpod.io';
const row = (proof: Partial<Requirement['proof']> = {}): Requirement => {
  const plain = requirementFor('management.app', null);
  return { ...plain, proof: { ...plain.proof, ...proof } };
};
const JSON_ROW = row({ contentType: 'application/json', calibrated: '2026-01-01' });
const to = (host: string) => ({ scheme: 'https' as const, host, port: 443 });

describe('a response without a publicly trusted certificate', () => {
  test.each<[what: string, answer: Partial<HttpAnswer>, host: string, rows: Requirement[], mark: string | null]>([
    [
      'is attributed to a filter when it names a filter product and has status 403',
      { filterVendor: 'Zscaler', 'http.response.status_code': 403 },
      APP,
      [row()],
      'filter',
    ],
    [
      'is attributed to a filter when it names a filter product and shows a login page',
      { filterVendor: 'Zscaler', pageClass: 'login' },
      APP,
      [row()],
      'filter',
    ],
    [
      "is attributed to a filter when it names a filter product and redirects to the vendor's host",
      { filterVendor: 'Zscaler', 'http.response.status_code': 307, redirect: to('gateway.zscaler.net') },
      APP,
      [row()],
      'filter',
    ],
    [
      'is attributed to the service when it is the expected JSON, although it names a gateway',
      { filterVendor: 'Cisco Secure Web Appliance', contentType: 'application/json' },
      APP,
      [JSON_ROW],
      null,
    ],
    ['is not attributed to the service when it is a block page, on any host', { pageClass: 'block-page' }, 'git.acme.com', [row()], 'page'],
    [
      'is not attributed to the service when it redirects from a listed host to another owner',
      { redirect: to('login.acme.com') },
      APP,
      [row()],
      'redirect',
    ],
    ['is attributed to the service when it redirects to a host of the same owner', { redirect: to('www.gitpod.io') }, APP, [row()], null],
    [
      'is attributed to the service when it redirects and the requirement allows redirects',
      { redirect: to('cdn.vendor.net') },
      APP,
      [row({ followRedirects: true })],
      null,
    ],
    [
      "is attributed to the service when a customer's host redirects to a login page of the same customer",
      { redirect: to('login.acme.com') },
      'git.acme.com',
      [row()],
      null,
    ],
    [
      'is not attributed to the service when it is a login page instead of the expected JSON',
      { pageClass: 'login' },
      APP,
      [row({ contentType: 'application/json' })],
      'page',
    ],
    [
      'is attributed to the service when it is a login page and the requirement expects no media type',
      { pageClass: 'login' },
      APP,
      [row()],
      null,
    ],
    [
      'is not attributed to the service when it is HTML instead of JSON that the service is known to send',
      { contentType: 'text/html' },
      APP,
      [JSON_ROW],
      'media-type',
    ],
    [
      'is attributed to the service when it is HTML and the expected media type was never calibrated',
      { contentType: 'text/html' },
      APP,
      [row({ contentType: 'application/json' })],
      null,
    ],
    [
      'is attributed to the service when it is an HTML page with an error status',
      { contentType: 'text/html', 'http.response.status_code': 503 },
      APP,
      [JSON_ROW],
      null,
    ],
    ['is attributed to the service when it is the expected JSON', { contentType: 'application/json' }, APP, [JSON_ROW], null],
    [
      'is attributed to the service when it is the expected HTML',
      { contentType: 'text/html' },
      APP,
      [row({ contentType: 'text/html', calibrated: '2026-01-01' })],
      null,
    ],
  ])('%s', (_, answer, host, rows, mark) => {
    expect(foreignMarkOfAnswer(httpAnswer(answer), host, rows)?.mark ?? null).toBe(mark);
  });
});

test('a response over publicly verified TLS meets the requirement, whatever its content', () => {
  const told = session()
    .https(APP, passes({ answer: { pageClass: 'block-page' } }))
    .build();
  expect(verdictOf(told, APP)).toBe('met');
});

test('a block page over plain HTTP does not meet the requirement', () => {
  const told = session()
    .http('http://app.gitpod.io/', passes({ answer: { pageClass: 'block-page' } }), { requirement: 'management.app' })
    .build();
  expect(verdictOf(told, 'management.app')).toBe('unmet');
});
