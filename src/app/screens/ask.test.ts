/** If these fail, an account number or a host is readable under "values: masked". */
import { expect, test } from 'vitest';
import { diagnose } from '../../diagnosis/index.ts';
import { session } from '../../diagnosis/testing/session.ts';
import { storyInput, walked } from '../../documents/testing/story.ts';
import { presentQuestion } from './ask.ts';
import { INITIAL_UI } from './input.ts';

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
