/** GD907: the edition is unknown. Requirements that only some editions have were measured, but no request to another team mentions them. */
import { candidateEditions, fitOf, installationSigns, waitsForEdition } from '../../knowledge/installation.ts';
import { EDITION_WORDS, signsText } from '../../knowledge/installation-words.ts';
import type { InstallationSign } from '../../model/installation.ts';
import type { EditionName } from '../../model/profile-words.ts';
import type { View } from '../facts/view.ts';
import { defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

interface Facts {
  fits: EditionName | null;
  signs: readonly InstallationSign[];
  /** Measured requirements that not every edition has, by edition. */
  extras: readonly { edition: EditionName; passed: number; failed: readonly string[] }[];
}

export const editionNotEstablished = defineRule<Facts>({
  code: 'GD907',
  scope: 'note',

  find(view) {
    const { profile } = view.session;
    if (profile.editionIs !== 'unsure') return [];
    const signs = installationSigns(view.session, view.host);
    const extras = candidateEditions(profile).map((edition) => ({ edition, ...extrasOf(edition, view) }));
    return [
      {
        subject: 'edition',
        confidence: 'certain',
        accountsFor: [],
        facts: { fits: fitOf(signs)?.edition ?? null, signs, extras: extras.filter(({ passed, failed }) => passed + failed.length > 0) },
      },
    ];
  },

  summary: 'It is not known which kind of runner this is.',
  why: 'Each kind of runner needs different hosts and ports. Hosts that every kind needs were judged. Hosts that only some kinds need were measured, but can be judged only when the kind is known.',
  stops: 'Nothing. Hosts that only some kinds of runner need are left out of requests until the kind is known.',
  confusedWith: { 'edition-contradicted': 'a kind was stated, but the signs contradict it.' },
  byHand: [],
  byHandNote: 'The runner’s page in the organisation settings shows its kind, and its configuration names its gateway or its own domain.',
  example: { fits: null, signs: [], extras: [{ edition: 'document', passed: 0, failed: ['<row>'] }] },
  title: ({ fits, signs, extras }) =>
    [
      'The kind of runner is not known, so requests leave out hosts that only some kinds need.',
      fits === null ? 'Nothing on this machine shows the kind of runner.' : `The signs fit ${EDITION_WORDS[fits]}: ${signsText(signs)}.`,
      ...extras.map(({ edition, passed, failed }) =>
        [
          `Only for ${EDITION_WORDS[edition]}: ${passed} of ${plural(passed + failed.length, 'check')} passed`,
          failed.length === 0 ? '.' : `, not ${toList(failed)}.`,
        ].join(''),
      ),
      'Name the kind of runner with --edition, or give its configuration with --edition-from.',
    ].join(' '),
  evidence: () => [],
  fixes: () => [],
});

/** The results of the requirements that belong only to this edition. */
function extrasOf(edition: EditionName, view: View): { passed: number; failed: string[] } {
  const rows = view.session.requirements.filter(
    (row) => waitsForEdition(row, view.session.profile) && row.editions?.includes(edition) === true,
  );
  const measured = rows.map(({ id }) => ({
    id,
    own: view.observations.filter(({ role, probe, requirements }) => role === 'row' && probe !== 'dns' && requirements.includes(id)),
  }));
  const known = measured.filter(({ own }) => own.some(({ state }) => state === 'completed'));
  const failed = known.filter(({ own }) => own.some(({ failure }) => failure !== null)).map(({ id }) => id);
  return { passed: known.length - failed.length, failed };
}
