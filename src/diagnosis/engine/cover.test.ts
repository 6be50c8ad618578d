import { expect, test } from 'vitest';
import type { Confidence } from '../../model/finding.ts';
import type { FindingCode } from '../../model/finding-codes.ts';
import { viewOf } from '../facts/view-of.ts';
import { UNEXPLAINED_CODE } from '../rules/901-unexplained-failure.ts';
import type { Rule, RuleScope } from '../rules/rule.ts';
import { fails, session } from '../testing/session.ts';
import { coverFailures, type RuleClaim } from './cover.ts';

const hosts = ['a', 'b', 'c', 'd'];
const view = viewOf(hosts.reduce((told, host) => told.https(`${host}.example`, fails('tcp.timeout')), session()).build());

function claim(code: FindingCode, scope: RuleScope, confidence: Confidence, accountsFor: string[], subject = code as string): RuleClaim {
  const rule: Rule = { ...UNEXPLAINED_CODE, code, scope };
  return { rule, claim: { subject, confidence, accountsFor, facts: null } };
}

function told(...claims: RuleClaim[]) {
  const { covered, leftovers } = coverFailures(view, claims);
  return {
    roots: covered.filter((each) => each.causedBy === null).map((each) => [each.claim.subject, each.observations]),
    consequences: covered.flatMap((each) => (each.causedBy === null ? [] : [[each.claim.subject, each.causedBy.claim.subject]])),
    leftovers: leftovers.map((each) => each.id),
  };
}

test('a likely shared cause is preferred to certain causes of single hosts, which become its consequences', () => {
  const single = hosts.map((host, index) => claim('GD301', 'mechanism', 'certain', [`o${index + 1}`], host));
  const seen = told(...single, claim('GD118', 'machine', 'likely', ['o1', 'o2', 'o3', 'o4']));
  expect(seen.roots).toEqual([['GD118', ['o1', 'o2', 'o3', 'o4']]]);
  expect(seen.consequences).toEqual(hosts.map((host) => [host, 'GD118']));
});

test('a possible shared cause is not preferred to a certain cause of a single host', () => {
  const seen = told(claim('GD118', 'machine', 'possible', ['o1', 'o2']), claim('GD301', 'mechanism', 'certain', ['o1']));
  expect(seen.roots).toEqual([
    ['GD301', ['o1']],
    ['GD118', ['o2']],
  ]);
});

test('a second shared cause keeps only the failures that the first does not explain', () => {
  const seen = told(claim('GD103', 'machine', 'certain', ['o1', 'o2', 'o3']), claim('GD501', 'service', 'certain', ['o3', 'o4']));
  expect(seen.roots).toEqual([
    ['GD103', ['o1', 'o2', 'o3']],
    ['GD501', ['o4']],
  ]);
});

test('a service-level cause is preferred to a cause at one host of the service', () => {
  const seen = told(claim('GD301', 'mechanism', 'certain', ['o1']), claim('GD601', 'service', 'certain', ['o1', 'o2']));
  expect(seen.roots.map(([subject]) => subject)).toEqual(['GD601']);
});

test('a potentially shared cause is preferred to a service-level cause only if it explains at least two requirements', () => {
  const one = told(claim('GD305', 'shared-if-many', 'certain', ['o1']), claim('GD601', 'service', 'certain', ['o1']));
  expect(one.roots.map(([subject]) => subject)).toEqual(['GD601']);
  const many = told(claim('GD305', 'shared-if-many', 'certain', ['o1', 'o2']), claim('GD601', 'service', 'certain', ['o1', 'o2']));
  expect(many.roots.map(([subject]) => subject)).toEqual(['GD305']);
});

test('a claim without observations is a consequence of the cause that it follows, or a root cause if that cause is absent', () => {
  const follower = claim('GD313', 'mechanism', 'possible', []);
  const following: RuleClaim = { ...follower, claim: { ...follower.claim, follows: 'GD307' } };
  expect(told(following, claim('GD307', 'machine', 'certain', ['o1', 'o2'])).consequences).toEqual([['GD313', 'GD307']]);
  expect(told(following).roots).toEqual([['GD313', []]]);
});

test('a claim without observations is a root cause, but a claim whose observations did not fail is dropped', () => {
  const seen = told(claim('GD311', 'machine', 'certain', []), claim('GD302', 'mechanism', 'certain', ['o99']));
  expect(seen.roots).toEqual([['GD311', []]]);
  expect(seen.leftovers).toEqual(['o1', 'o2', 'o3', 'o4']);
});
