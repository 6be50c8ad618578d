/** If these fail, the guide asks for what the machine already shows, or reveals a name without consent. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../diagnosis/testing/session.ts';
import { storyInput, walked } from '../../documents/testing/story.ts';
import { initialCursor, initialText, presentQuestion } from './ask.ts';

const session = new SessionBuilder({ from: 'laptop' })
  .host({
    setUp: { region: { name: 'eu-central-1', from: 'AWS_REGION' }, editors: ['jetbrains'], scm: 'https://git.acme.example/' },
  })
  .build();
const at = (step: 'region' | 'account' | 'ide' | 'scm-address' | 'sso-address') => ({
  session,
  guide: { ...walked({ type: 'goto', step }), answers: {} },
  mask: (text: string) => text.replaceAll('acme', 'px-1'),
});

describe('an answer found on this machine', () => {
  it('prefills the field when it contains no private name', () => {
    expect(initialText(at('region'))).toBe('eu-central-1');
    const ui = { ...storyInput().ui, text: 'eu-central-1' };
    expect(presentQuestion(storyInput({ ...at('region'), ui })).suggestion).toEqual({
      value: 'eu-central-1',
      text: 'eu-central-1, from AWS_REGION',
      taken: true,
    });
    expect(initialCursor(at('ide'))).toBe(1);
  });

  it('is offered masked when it contains a private name', () => {
    expect(initialText(at('scm-address'))).toBe('');
    expect(presentQuestion(storyInput(at('scm-address'))).suggestion).toMatchObject({
      text: 'https://git.px-1.example/, of the repository in this folder',
      taken: false,
    });
  });

  it('is not offered when the user gave another answer, and is never invented', () => {
    const guide = walked(
      { type: 'goto', step: 'region' },
      { type: 'answered', step: 'region', value: 'us-west-2', by: 'person' },
      { type: 'back' },
    );
    expect(initialText({ ...at('region'), guide })).toBe('us-west-2');
    expect(presentQuestion(storyInput(at('sso-address'))).suggestion).toBeNull();
    expect(presentQuestion(storyInput(at('account'))).suggestion).toBeNull();
  });
});
