/** During a call, most users can only paste what an administrator sends, so the guide accepts it in any form. */
import { describe, expect, it } from 'vitest';
import { EMPTY_PROFILE } from '../model/profile.ts';
import type { GuideEvent } from './events.ts';
import { checkPrintout, storedPrintout } from './pasted-printout.ts';
import { initialState } from './state.ts';
import { NOTHING_MEASURED } from './summary.ts';
import { cause, row, send } from './testing/walk.ts';

const SETTINGS = '{ "State": "enabled", "ImageCriteria": [ { "ImageNames": [ "a}{b" ] } ], "ManagedBy": "account" }';
const IMAGES = '{ "Images": [] }';

describe('pasted AWS CLI output', () => {
  it.each([
    ['the settings', SETTINGS, true, false],
    ['the images', IMAGES, false, true],
    ['both commands, one after the other', `${SETTINGS}\n${IMAGES}`, true, true],
    ['both, in the other order and without a gap', `${IMAGES}${SETTINGS}`, true, true],
  ])('is recognised as %s', (_, text, settings, images) => {
    const kept = checkPrintout(text);
    const pasted = kept.ok ? storedPrintout(kept.value) : undefined;
    expect([pasted?.settings !== null, pasted?.images !== null]).toEqual([settings, images]);
    // The stored form is parsed to the same printout.
    expect(kept.ok && checkPrintout(kept.value)).toEqual(kept);
  });

  it('is refused when it is truncated or comes from another command, and the error says which of both', () => {
    const problem = (text: string) => checkPrintout(text);
    expect(problem('{"Images": [ {')).toMatchObject({ problem: expect.stringContaining('--images FILE') });
    expect(problem('{"Reservations": []}')).toMatchObject({ problem: expect.stringContaining('describe-images') });
  });

  it.each([['{"Images": '], ['An error occurred (UnauthorizedOperation)'], ['{}'], ['[]']])('is not recognised in %s', (text) => {
    expect(checkPrintout(text).ok).toBe(false);
  });
});

describe('the guided session for images', () => {
  const started: GuideEvent = {
    type: 'started',
    profile: { ...EMPTY_PROFILE, from: 'laptop', symptom: 'ami', regions: ['us-east-1'] },
    evidence: { from: null },
  };
  const answered = (step: 'image-access' | 'image-printout' | 'image-reply', value: string): GuideEvent => ({
    type: 'answered',
    step,
    value,
    by: 'person',
  });

  it('asks for consent before it sends anything to AWS', () => {
    const { state } = send(initialState(), [started]);
    expect([state.at, state.profile.consents]).toEqual(['image-access', []]);
    expect(send(state, [answered('image-access', 'launch')]).state).toMatchObject({
      measured: ['ami'],
      profile: { consents: ['aws', 'launch-dry-run'] },
    });
  });

  it('accepts AWS CLI output when the user refuses AWS calls', () => {
    const { state } = send(initialState(), [started, answered('image-access', 'unsure'), answered('image-printout', SETTINGS)]);
    expect(state).toMatchObject({ measured: ['ami'], profile: { consents: [], pasted: { settings: { state: 'enabled' }, images: null } } });
  });

  it('checks only the images again when other output is pasted', () => {
    const { state } = send(initialState(), [started, answered('image-access', 'unsure'), answered('image-printout', '')]);
    const measured = { ...state, measured: ['aws' as const, 'ami' as const] };
    expect(send(measured, [answered('image-printout', IMAGES)]).state.measured).toEqual(['aws']);
    expect(send(measured, [answered('image-printout', '')]).state.measured).toEqual(['aws', 'ami']);
  });

  describe('with unusable credentials', () => {
    let answers = 0;
    // Pasted output replaces credentials, so the second check has no cause about credentials.
    const none = {
      ...NOTHING_MEASURED,
      causes: [cause('aws-credentials-missing', ['ami.bottlerocket'])],
      verdicts: [row('ami.bottlerocket', 'unknown')],
    };
    const withoutCredentials = () => (answers++ === 0 ? none : NOTHING_MEASURED);
    const shown = () => {
      answers = 0;
      return send(initialState(), [started, answered('image-access', 'credentials')], withoutCredentials).state;
    };

    it('shows the commands for an administrator, and accepts their output', () => {
      const { state, measured } = send(shown(), [{ type: 'next' }, answered('image-reply', IMAGES)], withoutCredentials);
      expect(measured).toEqual(['ami']);
      expect(state).toMatchObject({ at: 'finish', profile: { pasted: { settings: null } } });
    });

    it('continues without that output, and measures nothing twice', () => {
      expect(shown().at).toBe('advise');
      expect(send(shown(), [{ type: 'next' }], withoutCredentials).state.at).toBe('image-reply');
      const { state, measured } = send(shown(), [{ type: 'next' }, answered('image-reply', '')], withoutCredentials);
      expect([state.at, measured]).toEqual(['finish', []]);
    });
  });
});
