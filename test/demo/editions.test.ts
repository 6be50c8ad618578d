/**
 * Networks of later editions, measured with the requirements of their own edition, of another one, and of none. If these fail, a team gets
 * a wrong request.
 */
import { describe, expect, it } from 'vitest';
import { ALL_SCENARIOS } from '../../src/demo/scenarios/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { session } from '../../src/diagnosis/testing/session.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import { editionText } from '../../src/documents/report/report-words.ts';
import type { Profile } from '../../src/model/profile.ts';
import { EDITIONS } from '../../src/model/profile-words.ts';
import { lettersOf, notAskedFor, notNeeded } from '../support/edition-letters.ts';
import { installationOf, scenariosAreFoundOut, sessionOf, swept } from './whole-sweeps.ts';

const NETWORKS = ALL_SCENARIOS.flatMap((scenario) => {
  const edition = installationOf(scenario.name);
  return edition === null ? [] : [{ ...scenario, edition }];
});

scenariosAreFoundOut('editions');

it('each edition has at least eight demo networks', () => {
  const isDocument = ({ profile }: { profile: Profile }) => profile.edition === undefined && profile.editionIs === undefined;
  for (const edition of EDITIONS) {
    const own = edition === 'document' ? ALL_SCENARIOS.filter(isDocument) : NETWORKS.filter((network) => network.edition === edition);
    expect(own.length).toBeGreaterThanOrEqual(8);
  }
});

describe.concurrent('the requests to other teams', () => {
  it.each(NETWORKS)(
    'about $name ask for what failed, and for nothing that this installation does not need',
    async ({ name, edition, shows }) => {
      const measured = await sessionOf(name);
      const letters = lettersOf(measured);
      expect(notNeeded(letters, measured.profile, [edition])).toEqual([]);
      // By another list, what failed is not needed.
      if (shows !== 'edition-contradicted') expect(notAskedFor(letters)).toEqual([]);
    },
  );

  it.each([
    ['aws-2026-healthy', 'aws-runner-2026'],
    ['gcp-2026-healthy', 'gcp-runner-2026'],
  ] as const)('about %s ask for nothing while the edition is unknown', async (name, edition) => {
    const profile: Partial<Profile> = {
      edition: undefined,
      editionIs: 'unsure',
      runner: null,
      ...(edition === 'gcp-runner-2026' ? { regions: [] } : {}),
    };
    const measured = await swept(name, { profile });
    expect(lettersOf(measured).told.filter(({ owner }) => owner !== 'gitpod')).toEqual([]);
    const { notes } = diagnose(measured);
    const [{ text } = { text: '' }] = notes.filter(({ code }) => code === 'GD907');
    expect(text).toContain(`The signs fit ${edition === 'gcp-runner-2026' ? 'the GCP runner' : 'the AWS runner of 2026'}`);
  });
});

describe.concurrent('a wrong edition', () => {
  it.each([
    ['aws-2026-healthy', 'gcp-runner-2026'],
    ['gcp-2026-healthy', 'document'],
    ['document-measured-as-aws-2026', 'gcp-runner-2026'],
  ] as const)('is noticed when the network %s is measured as %s', async (name, edition) => {
    const { findings } = diagnose(await swept(name, { profile: { edition } }));
    expect(findings.filter(({ causedBy }) => causedBy === null).map((finding) => finding.name)).toContain('edition-contradicted');
  });

  const PAIRS = NETWORKS.flatMap((scenario) =>
    EDITIONS.filter((edition) => edition !== scenario.edition).map((other) => ({ ...scenario, other })),
  );
  it.each(PAIRS)(
    '$other is noticed in $name by the signs of the installation; without signs the report says that none were found',
    ({ network, profile, other }) => {
      const seen = session({ ...profile, edition: other, editionIs: 'stated' })
        .host({ installation: [...(network.installation ?? [])] })
        .https('app.gitpod.io')
        .build();
      const diagnosis = diagnose(seen);
      const isNoticed = diagnosis.findings.some((finding) => finding.name === 'edition-contradicted');
      const { catalog } = buildReport(seen, diagnosis);
      expect(isNoticed || editionText(catalog).includes('no sign of the installation was found')).toBe(true);
      expect(isNoticed).toBe((network.installation ?? []).length > 0);
    },
  );
});
