/** If this fails, a user without AWS credentials reads that the images are inconclusive, but not what an administrator can run. */
import { expect, test } from 'vitest';
import { presentDetail } from '../../app/screens/detail.ts';
import { evidenceOfRow } from '../../app/screens/step.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { bothSeen, looked } from '../../diagnosis/testing/aws.ts';
import type { Profile } from '../../model/profile.ts';
import type { Session } from '../../model/session.ts';
import { rowsOf } from '../rows/rows.ts';
import { storyInput } from '../testing/story.ts';

const SETTINGS = /^aws ec2 get-allowed-images-settings --region eu-central-1 .*> allowed-images\.json$/m;
const IMAGES = /^aws ec2 describe-images --region eu-central-1 .*> images\.json$/m;
const HANDED_IN = { state: 'disabled', managedBy: null, criteria: [] } as const;

/** The text next to the image rows in the step, and in the details of each. */
function beside(session: Session): { step: string; detail: string } {
  const input = storyInput({ session, diagnosis: diagnose(session) });
  const rows = rowsOf(session.requirements, input).filter(({ requirement }) => requirement.startsWith('ami.'));
  const texts = (lines: { text: string }[]) => lines.map(({ text }) => text).join('\n');
  return {
    step: rows.map((row) => texts(evidenceOfRow(row, input))).join('\n'),
    detail: rows.map((row) => texts(presentDetail(row, input).lines)).join('\n'),
  };
}

const answeredNo = (more: Partial<Profile> = {}) => looked([], { consents: [], ...more });

test('the evidence of an image requirement shows both AWS CLI commands when credentials and pasted output are missing', () => {
  const { step, detail } = beside(answeredNo());
  for (const text of [step, detail]) {
    expect(text).toMatch(SETTINGS);
    expect(text).toMatch(IMAGES);
    expect(text).toContain('--allowed-images allowed-images.json');
  }
});

test('the evidence of an image requirement does not ask for output that was already pasted', () => {
  const { step } = beside(answeredNo({ pasted: { settings: { ...HANDED_IN, criteria: [] }, images: null } }));
  expect(step).not.toMatch(SETTINGS);
  expect(step).toMatch(IMAGES);
});

test("the evidence of an image requirement does not show the administrator's command when the images were seen", () => {
  expect(beside(looked(bothSeen)).step).not.toContain('describe-images');
});
