/**
 * An expectation that was never recorded on the real hosts proves nothing: over all requirements of all editions. If one fails, a network
 * team is asked to change something because of an assumption about another team's host.
 */
import { describe, expect, it, test } from 'vitest';
import { CALIBRATIONS } from '../../src/catalog/calibration.ts';
import { assembleRequirements, editionOf } from '../../src/catalog/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { fails, passes, session } from '../../src/diagnosis/testing/session.ts';
import { reasonWords } from '../../src/documents/words/words.ts';
import { EMPTY_PROFILE, type Profile } from '../../src/model/profile.ts';
import { EDITIONS, type EditionName } from '../../src/model/profile-words.ts';
import type { Requirement, RequirementTarget } from '../../src/model/requirement.ts';
import { urlTargetOf } from '../../src/model/target.ts';

const PROFILE: Profile = {
  ...EMPTY_PROFILE,
  runner: 'standard',
  ide: ['vscode', 'jetbrains'],
  regions: ['us-east-1'],
  account: '123456789012',
  runnerDomain: 'runner.corp.example',
};

/** The words of every finding that rests on such an expectation. */
const NEVER_RECORDED = /was never recorded/;

interface Case {
  edition: EditionName;
  row: Requirement;
  target: RequirementTarget;
}

/** Each target of each row, required here, and each path with a value that another answer gave. */
const CASES: Case[] = EDITIONS.flatMap((edition) =>
  assembleRequirements({ ...PROFILE, edition }, null).flatMap((row) => {
    const targetsAlone = row.targets.map(({ target, standsFor }) => ({ target, standsFor }));
    // The requirement before anything was recorded.
    const proof = { ...row.proof, calibrated: null };
    const required = { ...row, level: 'required' as const, conditions: [], targets: targetsAlone, proof };
    const found = row.discovery === null ? null : urlTargetOf(row.discovery.template.replace('{}', 'f'.repeat(40)));
    const targets = [...targetsAlone, ...(found === null ? [] : [{ target: found, standsFor: 'found' }])];
    return targets.map((target) => ({ edition, row: required, target }));
  }),
);
const UNCALIBRATED = CASES.filter(({ target }) => target.target.kind === 'https');
const STAND_INS = UNCALIBRATED.filter(({ target }) => target.standsFor !== null);

/** The verdict and the findings for this target alone with this outcome, as text, so that the message names the requirement that fails. */
function judged({ edition, row, target: { target, standsFor } }: Case, outcome: ReturnType<typeof passes>) {
  if (target.kind !== 'https') throw new Error('not a web target');
  const isOurs = standsFor !== null && /\/\/[^/]*\*/.test(row.endpoint);
  const told = session({ ...PROFILE, edition, from: row.neededFrom[0] ?? 'laptop' });
  // The other targets of the row are not measured here.
  const targets = standsFor === 'found' ? row.targets : [{ target, standsFor }];
  told.https(target.url, outcome, { requirement: row.id, of: { ...row, targets }, nameIsOurs: isOurs });
  const { verdicts, findings } = diagnose(told.build());
  const verdict = verdicts.find(({ requirement }) => requirement === row.id);
  return { at: `${edition} ${row.id} ${target.url}`, verdict: [verdict?.verdict, verdict?.reason].join(' ').trim(), findings };
}

/** Findings that claim more than an assumption can prove. */
const strong = ({ at, findings }: ReturnType<typeof judged>) =>
  findings.flatMap(({ code, confidence }) => (confidence === 'possible' ? [] : `${at}: ${code} ${confidence}`));

/** The wrong verdicts and findings for these requirements; empty if all are right. */
function wrong(cases: readonly Case[], outcome: ReturnType<typeof passes>, verdict: string): string[] {
  expect(cases.length).toBeGreaterThan(5);
  return cases.flatMap((each) => {
    const result = judged(each, outcome);
    return [...(result.verdict === verdict ? [] : [`${result.at}: ${result.verdict}`]), ...strong(result)];
  });
}

test('a requirement claims to be calibrated only with the date of its recording', () => {
  for (const row of EDITIONS.flatMap((edition) => editionOf(edition).rows))
    expect([row.id, [null, CALIBRATIONS[row.id]?.date].includes(row.proof.calibrated)]).toEqual([row.id, true]);
});

describe('an expectation that was never recorded', () => {
  it('of a header gives no finding when the header is missing', () => {
    const answer = { headers: [], contentType: 'application/json', pageClass: 'none' as const };
    const rows = UNCALIBRATED.filter(({ row }) => row.proof.headers.length > 0);
    expect(rows.flatMap((each) => judged(each, passes({ answer })).findings)).toEqual([]);
    expect(wrong(rows, passes({ answer }), 'met')).toEqual([]);
  });

  it('leaves a requirement that asks for HTTP/2 met, with at most a possible finding, when HTTP/1.1 is negotiated', () => {
    const answer = { pageClass: 'none' as const, contentType: 'application/octet-stream' };
    expect(wrong(UNCALIBRATED, passes({ tls: { 'tls.next_protocol': 'http/1.1' }, answer }), 'met')).toEqual([]);
  });

  it.each([401, 403, 404, 410, 500, 503])(
    'of a wildcard’s example host makes a finding about status %s at most possible, and the finding gives the reason',
    (status) => {
      const outcome = fails('http.status', { status, answer: { pageClass: 'none' } });
      expect(wrong(STAND_INS, outcome, 'unknown not-calibrated')).toEqual([]);
      const silent = STAND_INS.flatMap((each) => {
        const { at, findings } = judged(each, outcome);
        return findings.flatMap(({ code, evidence }) => (NEVER_RECORDED.test(evidence.join(' ')) ? [] : `${at}: ${code}`));
      });
      expect(silent).toEqual([]);
      expect(reasonWords('not-calibrated')).toContain('not confirmed');
    },
  );

  it('of a file leaves a requirement met when a wildcard’s example host returns a page', () => {
    const answer = { contentType: 'text/html', pageClass: 'other' as const };
    expect(wrong(STAND_INS, passes({ answer }), 'met')).toEqual([]);
  });

  it('of a name below a wildcard leaves the requirement unknown when that name does not exist', () => {
    const named = STAND_INS.filter(({ row }) => /\/\/[^/]*\*/.test(row.endpoint));
    expect(named.flatMap((each) => strong(judged(each, fails('dns.nxdomain'))))).toEqual([]);
    expect(new Set(named.map((each) => judged(each, fails('dns.nxdomain')).verdict.split(' ')[0]))).toEqual(new Set(['unknown']));
  });

  it('of a UDP reply makes a finding about silence at most possible, and its title says “inconclusive”', () => {
    const row = CASES.find(({ row: { id } }) => id === 'gateway.udp-4242')?.row;
    if (row === undefined) throw new Error('there is no such row');
    const told = session({ ...PROFILE, from: 'runner' });
    for (const { target } of row.targets) if (target.kind === 'udp') told.udp(target.address, fails('udp.silent'), { of: row });
    const { verdicts, findings } = diagnose(told.build());
    expect(verdicts.find(({ requirement }) => requirement === row.id)).toMatchObject({ verdict: 'unknown', reason: 'no-reply' });
    expect(findings).toMatchObject([{ code: 'GD504', confidence: 'possible', title: expect.stringContaining('inconclusive') }]);
  });
});
