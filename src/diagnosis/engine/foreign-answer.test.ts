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

describe('a reply without a publicly trusted certificate is foreign when', () => {
  test.each<[what: string, answer: Partial<HttpAnswer>, host: string, rows: Requirement[], mark: string | null]>([
    ['a filter signs a refusal', { filterVendor: 'Zscaler', 'http.response.status_code': 403 }, APP, [row()], 'filter'],
    ['a filter signs a login', { filterVendor: 'Zscaler', pageClass: 'login' }, APP, [row()], 'filter'],
    [
      'a filter leads away',
      { filterVendor: 'Zscaler', 'http.response.status_code': 307, redirect: to('gateway.zscaler.net') },
      APP,
      [row()],
      'filter',
    ],
    [
      'not: a gateway hands the answer on',
      { filterVendor: 'Cisco Secure Web Appliance', contentType: 'application/json' },
      APP,
      [JSON_ROW],
      null,
    ],
    ['it is a page that refuses, on any host', { pageClass: 'block-page' }, 'git.acme.com', [row()], 'page'],
    ['it sends a listed host to another owner', { redirect: to('login.acme.com') }, APP, [row()], 'redirect'],
    ['not: the redirect stays with the owner', { redirect: to('www.gitpod.io') }, APP, [row()], null],
    ['not: the row follows redirects', { redirect: to('cdn.vendor.net') }, APP, [row({ followRedirects: true })], null],
    ['not: a host of the customer sends people to its own login', { redirect: to('login.acme.com') }, 'git.acme.com', [row()], null],
    ['a login page stands where data was expected', { pageClass: 'login' }, APP, [row({ contentType: 'application/json' })], 'page'],
    ['not: a login page where any page may stand', { pageClass: 'login' }, APP, [row()], null],
    ['a web page stands where JSON is known to come', { contentType: 'text/html' }, APP, [JSON_ROW], 'media-type'],
    ['not: nobody has calibrated what comes there', { contentType: 'text/html' }, APP, [row({ contentType: 'application/json' })], null],
    ['not: the service’s own error page', { contentType: 'text/html', 'http.response.status_code': 503 }, APP, [JSON_ROW], null],
    ['not: JSON is what came', { contentType: 'application/json' }, APP, [JSON_ROW], null],
    [
      'not: a page is what was expected',
      { contentType: 'text/html' },
      APP,
      [row({ contentType: 'text/html', calibrated: '2026-01-01' })],
      null,
    ],
  ])('%s', (_, answer, host, rows, mark) => {
    expect(foreignMarkOfAnswer(httpAnswer(answer), host, rows)?.mark ?? null).toBe(mark);
  });
});

test("a reply over publicly verified TLS is the service's own, whatever it looks like", () => {
  const told = session()
    .https(APP, passes({ answer: { pageClass: 'block-page' } }))
    .build();
  expect(verdictOf(told, APP)).toBe('met');
});

test("a filter's page over plain HTTP leaves the row unmet", () => {
  const told = session()
    .http('http://app.gitpod.io/', passes({ answer: { pageClass: 'block-page' } }), { requirement: 'management.app' })
    .build();
  expect(verdictOf(told, 'management.app')).toBe('unmet');
});
