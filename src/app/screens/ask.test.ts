/** If these fail, an account number or a host is readable under "values: masked". */
import { expect, test } from 'vitest';
import { diagnose } from '../../diagnosis/index.ts';
import { session } from '../../diagnosis/testing/session.ts';
import { storyInput, walked } from '../../documents/testing/story.ts';
import { advanceGuide, type GuideEvent, initialState } from '../../guide/index.ts';
import { EMPTY_PROFILE } from '../../model/profile.ts';
import { presentQuestion, presentStart } from './ask.ts';
import { INITIAL_UI } from './input.ts';

type Evidence = Extract<GuideEvent, { type: 'found' }>['evidence'];

const ACCOUNT = '123456789012';
const mask = (text: string) => text.replaceAll(ACCOUNT, 'px-acct-1');
const clean = (text: string) => text.replaceAll('hunter2', '[secret]');

function field(text: string, answers: Record<string, string> = {}) {
  const guide = { ...walked({ type: 'goto', step: 'account' }), answers };
  const told = session({ from: 'runner' }).build();
  return presentQuestion(
    storyInput({ session: told, diagnosis: diagnose(told), guide, mask, clean, ui: { ...INITIAL_UI, text, caret: 3 } }),
  ).field;
}

test('a question masks an earlier answer until it is changed', () => {
  expect(field(ACCOUNT, { account: ACCOUNT })).toEqual({ text: 'px-acct-1', caret: 9 });
  expect(field(ACCOUNT.slice(0, -1), { account: ACCOUNT })).toEqual({ text: ACCOUNT.slice(0, -1), caret: 3 });
});

test('a question shows typed text unmasked, except secrets', () => {
  expect(field(ACCOUNT)).toEqual({ text: ACCOUNT, caret: 3 });
  expect(field('hunter2')?.text).toBe('[secret]');
});

test('the first question names the edition that was found, and not only the kind of runner in it', () => {
  const known = (evidence: Evidence) => presentStart(storyInput({ guide: startedWith(evidence) })).known;
  expect(known({ from: 'runner', edition: 'aws-runner-2026' })).toBe('the AWS runner of 2026');
  expect(known({ from: 'runner' })).toBe('');
});

function startedWith(evidence: Evidence) {
  return advanceGuide(initialState(), { type: 'started', profile: EMPTY_PROFILE, evidence })[0];
}
