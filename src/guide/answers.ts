/** The meaning of an answer: whether it is valid, how it changes the profile, and which profile already implies it. */
import type { Profile } from '../model/profile.ts';
import { Symptom } from '../model/profile.ts';
import { generationOf, nameOf } from '../model/ssh/index.ts';
import { RunnerKind, Vantage } from '../model/vantage.ts';
import { accountOf, addressesOf, aliasesOf, type Checked, choiceOf, regionsOf } from './answer-text.ts';
import { ASK_STEPS } from './ask-steps.ts';
import type { Evidence } from './events.ts';
import { messageOf } from './pasted-message.ts';
import { printoutIn, printoutOf, printoutText } from './pasted-printout.ts';
import type { AskId } from './step-ids.ts';

interface Answer {
  /** The answer in canonical spelling, or the error. */
  check(text: string): Checked;
  /** The profile with this answer. Only for answers that `check` returned. */
  patch(value: string, profile: Profile): Partial<Profile>;
  /** The answer that a profile implies; null if it implies none. */
  implied(profile: Profile): string | null;
}

const ANSWERS: Readonly<Record<AskId, Answer>> = {
  where: {
    check: (text) => choiceOf(text, ASK_STEPS.where.choices),
    patch: (value) => {
      const from = Vantage.safeParse(value).data ?? null;
      return { from, fromIs: from === null ? 'unsure' : 'stated' };
    },
    implied: (profile) => profile.from,
  },
  symptom: {
    check: (text) => choiceOf(text, ASK_STEPS.symptom.choices),
    // A user with an editor problem uses that editor, so its rows count.
    patch: (value, profile) => ({
      symptom: Symptom.parse(value),
      ide: (value === 'vscode' || value === 'jetbrains') && !profile.ide.includes(value) ? [...profile.ide, value] : profile.ide,
    }),
    implied: (profile) => profile.symptom,
  },
  runner: {
    check: (text) => choiceOf(text, ASK_STEPS.runner.choices),
    patch: (value) => ({ runner: RunnerKind.safeParse(value).data ?? null }),
    implied: (profile) => profile.runner,
  },
  region: {
    check: regionsOf,
    patch: (value) => ({ regions: listOf(value) }),
    implied: (profile) => impliedList(profile.regions),
  },
  account: {
    check: accountOf,
    patch: (value) => ({ account: value === '' ? null : value }),
    implied: (profile) => profile.account,
  },
  ide: {
    check: (text) => choiceOf(text, ASK_STEPS.ide.choices),
    patch: (value) => ({
      ide: value === 'both' ? ['vscode', 'jetbrains'] : value === 'vscode' || value === 'jetbrains' || value === 'none' ? [value] : [],
    }),
    implied: ({ ide }) => (ide.includes('vscode') && ide.includes('jetbrains') ? 'both' : (ide[0] ?? null)),
  },
  'error-message': {
    check: messageOf,
    patch: () => ({}),
    implied: () => null,
  },
  'revocation-servers': yesTo('revocation-servers', 'revocation'),
  'scm-address': {
    check: addressesOf,
    patch: (value) => ({ scm: listOf(value) }),
    implied: (profile) => impliedList(profile.scm),
  },
  'sso-address': {
    check: addressesOf,
    patch: (value) => ({ sso: listOf(value) }),
    implied: (profile) => impliedList(profile.sso),
  },
  'image-access': {
    check: (text) => choiceOf(text, ASK_STEPS['image-access'].choices),
    patch: (value, profile) => ({ consents: awsConsents(value, profile) }),
    // A user who pastes a printout has chosen how the images are looked up.
    implied: ({ consents, awsProfile, pasted }) => {
      if (consents.includes('aws') || awsProfile !== null) return consents.includes('launch-dry-run') ? 'launch' : 'credentials';
      return pasted === undefined ? null : 'unsure';
    },
  },
  'image-printout': {
    check: printoutOf,
    patch: (value) => ({ pasted: printoutIn(value) }),
    implied: ({ pasted }) => (pasted === undefined ? null : printoutText(pasted)),
  },
  'image-reply': {
    check: printoutOf,
    patch: (value) => (value === '' ? {} : { pasted: printoutIn(value) }),
    implied: ({ pasted }) => (pasted === undefined ? null : printoutText(pasted)),
  },
  'ssh-alias': {
    check: aliasesOf,
    patch: (value) => ({ sshAlias: listOf(value) }),
    implied: (profile) => impliedList(profile.sshAlias),
  },
  'ssh-connect': yesTo('ssh-connect', 'ssh-connect'),
};

/** Whether a text answers a question: its canonical spelling, or a one-line error. */
export function checkAnswer(step: AskId, text: string): Checked {
  return ANSWERS[step].check(text);
}

/** Why a valid answer is probably not meant, so that a stray key does not become a finding; null if it is plausible. */
export function doubtAbout(step: AskId, value: string): string | null {
  return step === 'ssh-alias' && listOf(value).some((alias) => generationOf(nameOf(alias)) === null)
    ? 'Gitpod aliases end in .gitpod.environment, .ona.environment or .gitpod.remote. Correct it, or press enter again to check it as typed.'
    : null;
}

export function patchOf(step: AskId, value: string, profile: Profile): Partial<Profile> {
  return ANSWERS[step].patch(value, profile);
}

export function impliedBy(step: AskId, profile: Profile): string | null {
  return ANSWERS[step].implied(profile);
}

/** The machine's evidence fills a profile that states nothing else. */
export function withEvidence(profile: Profile, evidence: Evidence): Profile {
  return profile.from === null && evidence.from !== null ? { ...profile, from: evidence.from, fromIs: 'found' } : profile;
}

/** Only a given consent answers it; a missing one remains a question. */
function yesTo(step: 'revocation-servers' | 'ssh-connect', consent: Profile['consents'][number]): Answer {
  return {
    check: (text) => choiceOf(text, ASK_STEPS[step].choices),
    patch: (value, { consents }) => {
      const others = consents.filter((other) => other !== consent);
      return { consents: value === 'yes' ? [...others, consent] : others };
    },
    implied: ({ consents }) => (consents.includes(consent) ? 'yes' : null),
  };
}

/** Sets only the consents of this question. */
function awsConsents(value: string, { consents }: Profile): Profile['consents'] {
  const others = consents.filter((consent) => consent !== 'aws' && consent !== 'launch-dry-run');
  if (value === 'unsure') return others;
  return [...others, 'aws', ...(value === 'launch' ? (['launch-dry-run'] as const) : [])];
}

function listOf(value: string): string[] {
  return value === '' ? [] : value.split(', ');
}

function impliedList(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join(', ');
}
