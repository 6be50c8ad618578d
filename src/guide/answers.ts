/** What an answer means: whether it is valid, how it changes the profile, and which profile already implies it. */
import { fitOf } from '../knowledge/installation.ts';
import type { Profile } from '../model/profile.ts';
import { type EditionName, laterEdition, RUNNER_OF_EDITION, SYMPTOMS } from '../model/profile-words.ts';
import { generationOf, nameOf } from '../model/ssh/index.ts';
import { RUNNER_KINDS, VANTAGES } from '../model/vantage.ts';
import { type CheckedAnswer, checkAccount, checkAddresses, checkAliases, checkChoice, checkDomain, checkRegions } from './answer-text.ts';
import { QUESTION_STEPS } from './ask-steps.ts';
import type { Evidence } from './events.ts';
import { checkInstallation, installationText, storedInstallation } from './pasted-installation.ts';
import { checkMessage } from './pasted-message.ts';
import { checkPrintout, printoutText, storedPrintout } from './pasted-printout.ts';
import type { QuestionId } from './step-ids.ts';

interface Answer {
  /** The answer in its canonical form, or the error. Absent if the answer is one of the choices. */
  check?(text: string): CheckedAnswer;
  /** The profile with this answer. Call it only with an answer that `check` returned. */
  patch(value: string, profile: Profile): Partial<Profile>;
  /** The answer that a profile implies; null if it implies no answer. */
  implied(profile: Profile): string | null;
}

const ANSWERS: Readonly<Record<QuestionId, Answer>> = {
  where: {
    patch: (value) => {
      const from = VANTAGES.find((each) => each === value) ?? null;
      return { from, fromIs: from === null ? 'unsure' : 'stated' };
    },
    implied: (profile) => profile.from,
  },
  symptom: {
    // A user who reports a problem with an editor uses that editor, so its requirements count.
    patch: (value, profile) => ({
      symptom: SYMPTOMS.find((each) => each === value) ?? null,
      ide: (value === 'vscode' || value === 'jetbrains') && !profile.ide.includes(value) ? [...profile.ide, value] : profile.ide,
    }),
    implied: (profile) => profile.symptom,
  },
  runner: {
    patch(value, { edition: before, editionIs }) {
      const isStated = editionIs === undefined ? {} : { editionIs: 'stated' as const };
      const later = laterEdition(value);
      if (later !== undefined) return { ...editionFound(later), ...isStated };
      const runner = RUNNER_KINDS.find((each) => each === value) ?? null;
      // An overlay with a newer copy of the document stays selected, because that document covers both kinds of runner.
      const isLater = before !== undefined && RUNNER_OF_EDITION[before] !== null;
      const document = isLater ? { edition: 'document' as const } : {};
      return runner === null ? { runner, ...document, editionIs: 'unsure' } : { runner, ...document, ...isStated };
    },
    implied: ({ edition, runner }) => (RUNNER_OF_EDITION[edition ?? 'document'] === null ? runner : (laterEdition(edition) ?? runner)),
  },
  installation: {
    check: checkInstallation,
    patch(value) {
      const installation = storedInstallation(value);
      if (installation === null) return {};
      const fit = fitOf(installation.signs);
      return {
        installation,
        ...(fit === null ? {} : { ...editionFound(fit.edition), editionIs: 'found' }),
        ...(installation.runnerDomain === undefined ? {} : { runnerDomain: installation.runnerDomain }),
      };
    },
    implied: ({ installation }) => (installation === undefined ? null : installationText(installation)),
  },
  'runner-domain': {
    check: checkDomain,
    patch: (value) => (value === '' ? {} : { runnerDomain: value }),
    implied: ({ runnerDomain }) => runnerDomain ?? null,
  },
  region: listOf('regions', checkRegions),
  account: {
    check: checkAccount,
    patch: (value) => ({ account: value === '' ? null : value }),
    implied: (profile) => profile.account,
  },
  ide: {
    patch: (value) => ({
      ide: value === 'both' ? ['vscode', 'jetbrains'] : value === 'vscode' || value === 'jetbrains' || value === 'none' ? [value] : [],
    }),
    implied: ({ ide }) => (ide.includes('vscode') && ide.includes('jetbrains') ? 'both' : (ide[0] ?? null)),
  },
  'error-message': {
    check: checkMessage,
    patch: () => ({}),
    implied: () => null,
  },
  'revocation-servers': yesTo('revocation'),
  'scm-address': listOf('scm', checkAddresses),
  'sso-address': listOf('sso', checkAddresses),
  'image-access': {
    patch: (value, profile) => ({ consents: awsConsents(value, profile) }),
    // A pasted printout also answers the question of how to query the images.
    implied: ({ consents, awsProfile, pasted }) => {
      if (consents.includes('aws') || awsProfile !== null) return consents.includes('launch-dry-run') ? 'launch' : 'credentials';
      return pasted === undefined ? null : 'unsure';
    },
  },
  'image-printout': {
    check: checkPrintout,
    patch: (value) => ({ pasted: storedPrintout(value) }),
    implied: ({ pasted }) => (pasted === undefined ? null : printoutText(pasted)),
  },
  'image-reply': {
    check: checkPrintout,
    patch: (value) => (value === '' ? {} : { pasted: storedPrintout(value) }),
    implied: ({ pasted }) => (pasted === undefined ? null : printoutText(pasted)),
  },
  'ssh-alias': listOf('sshAlias', checkAliases),
  'ssh-connect': yesTo('ssh-connect'),
};

/** Whether a text is a valid answer: its canonical form, or a one-line error. */
export function checkAnswer(step: QuestionId, text: string): CheckedAnswer {
  return ANSWERS[step].check?.(text) ?? checkChoice(text, QUESTION_STEPS[step].choices);
}

/** Why a valid answer is probably a typo, so that it does not lead to a finding; null if it is plausible. */
export function reasonToDoubtAnswer(step: QuestionId, value: string): string | null {
  return step === 'ssh-alias' && valuesIn(value).some((alias) => generationOf(nameOf(alias)) === null)
    ? 'Gitpod aliases end in .gitpod.environment, .ona.environment or .gitpod.remote. Correct the name, or press enter again to check the name as typed.'
    : null;
}

export function profilePatch(step: QuestionId, value: string, profile: Profile): Partial<Profile> {
  return ANSWERS[step].patch(value, profile);
}

export function impliedAnswer(step: QuestionId, profile: Profile): string | null {
  return ANSWERS[step].implied(profile);
}

/** Evidence from the machine is used only if the profile states nothing. */
export function applyEvidence(profile: Profile, { from, edition }: Evidence): Profile {
  const placed: Profile = profile.from === null && from !== null ? { ...profile, from, fromIs: 'found' } : profile;
  if (edition === undefined || profile.edition !== undefined || profile.runner !== null) return placed;
  return { ...placed, ...editionFound(edition), editionIs: 'found' };
}

/** The edition, and its kind of runner if it has only one. */
function editionFound(edition: EditionName): Partial<Profile> {
  const runner = RUNNER_OF_EDITION[edition];
  return { edition, ...(runner === null ? {} : { runner }) };
}

/** A question about a consent. A consent given by a flag answers it; otherwise the user is asked. */
function yesTo(consent: Profile['consents'][number]): Answer {
  return {
    patch: (value, { consents }) => {
      const others = consents.filter((other) => other !== consent);
      return { consents: value === 'yes' ? [...others, consent] : others };
    },
    implied: ({ consents }) => (consents.includes(consent) ? 'yes' : null),
  };
}

/** Changes only the consents of this question. */
function awsConsents(value: string, { consents }: Profile): Profile['consents'] {
  const others = consents.filter((consent) => consent !== 'aws' && consent !== 'launch-dry-run');
  if (value === 'unsure') return others;
  return [...others, 'aws', ...(value === 'launch' ? (['launch-dry-run'] as const) : [])];
}

/** Several values, joined by commas. */
function listOf(field: 'regions' | 'scm' | 'sso' | 'sshAlias', check: (text: string) => CheckedAnswer): Answer {
  return {
    check,
    patch: (value) => ({ [field]: valuesIn(value) }),
    implied: (profile) => (profile[field].length === 0 ? null : profile[field].join(', ')),
  };
}

function valuesIn(value: string): string[] {
  return value === '' ? [] : value.split(', ');
}
