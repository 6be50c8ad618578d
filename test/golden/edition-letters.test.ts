/** If these fail, a firewall team opens what an installation does not use, or does not open what it needs. */
import { describe, expect, test } from 'vitest';
import { assembleRequirements, catalogInfo } from '../../src/catalog/index.ts';
import { isCounting } from '../../src/knowledge/applicability.ts';
import { EMPTY_PROFILE, type Profile } from '../../src/model/profile.ts';
import { EDITIONS } from '../../src/model/profile-words.ts';
import { targetHost } from '../../src/model/target.ts';
import { VANTAGES } from '../../src/model/vantage.ts';
import { measuredSession, STANDARD } from '../../src/plan/testing/world.ts';
import { lettersOf, notAskedFor, notNeeded } from '../support/edition-letters.ts';

const PLACES = EDITIONS.flatMap((edition) => VANTAGES.map((from) => ({ edition, from })));

function profileOf({ edition, from }: (typeof PLACES)[number]): Profile {
  const isOnGoogle = edition === 'gcp-runner-2026';
  return {
    ...EMPTY_PROFILE,
    ...STANDARD,
    ...(isOnGoogle ? { regions: [], account: null } : {}),
    ...(edition === 'document' ? {} : { runner: 'enterprise' as const, runnerDomain: 'runner.corp.example' }),
    ...{ edition, from, scm: ['https://git.corp.example'], sso: ['https://login.corp.example'] },
  };
}

test('the check of requests finds what a Standard runner’s requests ask for and a later runner does not need', () => {
  const profile = profileOf({ edition: 'document', from: 'runner' });
  const closed = measuredSession({ profile, answer: ({ target }) => (targetHost(target) === 'us01.gitpod.dev' ? 'tcp.timeout' : null) });
  expect(notNeeded(lettersOf(closed), profile, ['aws-runner-2026'])).toEqual(
    expect.arrayContaining(['network-team: tcp 8443 us01.gitpod.dev', 'network-team: udp 4242 35.171.240.32', 'network-team: gateway']),
  );
});

test('the requests ask for every name below the runner’s domain, not for the invented name that was measured', () => {
  const profile = profileOf({ edition: 'aws-runner-2026', from: 'laptop' });
  const closed = measuredSession({
    profile,
    answer: ({ probe, target }) => (probe !== 'dns' && targetHost(target)?.endsWith('runner.corp.example') === true ? 'tcp.timeout' : null),
  });
  const [letter] = lettersOf(closed).told.filter(({ owner }) => owner === 'network-team');
  expect(letter?.handover.openings.flatMap(({ allow }) => allow)).toEqual(['runner.corp.example', '*.runner.corp.example']);
  expect(letter?.forms.join('\n')).toContain('TCP 443 to *.runner.corp.example');
});

test.each([
  [{ edition: 'document' }, '; requirements of 23 Nov 2026'],
  [{ edition: 'aws-runner-2026' }, '; requirements of the AWS runner of 2026 (gitpod-io/terraform-aws-ona-runner, Aug 2026)'],
  [{ edition: 'gcp-runner-2026' }, '; requirements of the GCP runner (gitpod-io/terraform-google-ona-runner, May 2026)'],
  [{ edition: undefined, editionIs: 'unsure' }, '; requirements of 23 Nov 2026; the kind of runner is not known'],
] as const)('the requests of %j cite the name, source and date of that edition, in every form', (stated, cited) => {
  const profile = { ...profileOf({ edition: stated.edition ?? 'document', from: 'laptop' }), ...stated };
  const measured = measuredSession({
    profile,
    answer: ({ probe, target }) => (probe !== 'dns' && targetHost(target) === 'app.gitpod.io' ? 'tcp.timeout' : null),
  });
  const { told } = lettersOf({ ...measured, catalog: catalogInfo(null) });
  const forms = told.flatMap(({ handover, forms }) => [handover.measured, ...forms.filter((form) => form.includes('requirements of '))]);
  expect(forms.length).toBeGreaterThan(told.length);
  expect(forms.filter((form) => !form.includes(cited))).toEqual([]);
  if (stated.edition !== 'document' && stated.edition !== undefined) expect(forms.join('\n')).not.toContain('requirements of 23 Nov');
});

test.each([
  ['management.google-apis', 'runner', /Google Cloud APIs/],
  ['registries.ona-images', 'runner', /pull its own images/],
  ['management.runner-domain', 'laptop', /do not reach the runner at its own domain/],
  ['management.app', 'runner', /Gitpod itself cannot be reached/],
] as const)('the requests about %s from a machine of the kind %s name only the consequences that apply there', (id, from, breaks) => {
  const profile = profileOf({ edition: 'gcp-runner-2026', from });
  const row = assembleRequirements(profile, null).find((each) => each.id === id) ?? expect.fail(id);
  const hosts = row.targets.map(({ target }) => targetHost(target));
  const { told } = lettersOf(
    measuredSession({
      profile,
      answer: ({ probe, target }) => (probe !== 'dns' && hosts.includes(targetHost(target)) ? 'tcp.timeout' : null),
    }),
  );
  const stakes = told.flatMap(({ handover }) => handover.stakes ?? []);
  expect(stakes.length).toBeGreaterThan(0);
  expect(stakes.filter((stake) => !breaks.test(stake))).toEqual([]);
});

describe.each(PLACES)('the requests of $edition from a machine of the kind $from', (place) => {
  const profile = profileOf(place);
  const rows = assembleRequirements(profile, null).filter((row) => isCounting(row, profile, place.from !== 'laptop'));
  const hosts = [...new Set(rows.flatMap(({ targets }) => targets.flatMap(({ target }) => (target.kind === 'https' ? target.host : []))))];

  test.each(hosts)('ask for %s when it is blocked, and for nothing that this installation does not need', (blocked) => {
    const letters = lettersOf(
      measuredSession({
        profile,
        answer: ({ target, probe }) => (probe !== 'dns' && targetHost(target) === blocked ? 'tcp.timeout' : null),
      }),
    );
    expect(letters.report.summary.unmet).toBeGreaterThan(0);
    expect(notAskedFor(letters)).toEqual([]);
    expect(notNeeded(letters, profile, [place.edition])).toEqual([]);
  });
});
