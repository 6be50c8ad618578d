/** If this fails, a user does not see what the program waits for, or for how long. */
import { expect, it } from 'vitest';
import { progressOf } from '../../documents/finding/finding.ts';
import type { RunningProbe } from '../../documents/subject.ts';
import { storyInput, storySession } from '../../documents/testing/story.ts';
import { presentStep } from './step.ts';

const session = storySession();
const [, request] = session.requests;

function live(probe: NonNullable<typeof request>['probe'], elapsedMs: number, progress: RunningProbe['progress'] = null) {
  if (request === undefined) throw new Error('no request');
  return { running: [{ observation: 'o2', request: { ...request, probe }, sinceMs: 0, progress }], done: 3, total: 8, elapsedMs };
}

it('an AWS call and an SSH connection show the maximum remaining time after a few seconds', () => {
  const remark = (probe: 'aws' | 'ssh-connect' | 'https', elapsedMs: number) =>
    presentStep(storyInput({ live: live(probe, elapsedMs) })).rows[1]?.remark;
  expect(remark('aws', 500)).toBe('');
  expect(remark('aws', 4000)).toBe('26 s at most');
  expect(remark('ssh-connect', 4000)).toBe('16 s at most');
  expect(remark('https', 4000)).toBe('');
});

it('a sweep shows the maximum remaining time when the overall deadline limits it', () => {
  expect(progressOf(live('https', 4100), session.limits)).toBe('3 of 8 done, 4.1 s');
  expect(progressOf(live('https', 12_000), session.limits)).toBe('3 of 8 done, 12.0 s, 8 s at most');
  expect(progressOf(live('download', 12_000), session.limits)).toBe('3 of 8 done, 12.0 s');
});

it('the evidence of a running row shows the progress, and the key that stops the measurement', () => {
  const model = presentStep(
    storyInput({ live: live('download', 4000, { done: 12_000_000, total: 41_300_000 }), ui: { ...storyInput().ui, cursor: 1 } }),
  );
  expect(model.evidence.map(({ text }) => text)).toEqual([
    'nothing yet: the probe is running',
    '12.0 MB of 41.3 MB',
    'x stops only this check',
  ]);
});

it('an earlier step does not show the progress of the current step', () => {
  const sweep = live('https', 4100);
  const { guide } = storyInput();
  const shown = (step: 'gateway' | 'aws') =>
    presentStep(storyInput({ live: sweep, guide: { ...guide, at: 'gateway', running: { step, again: false } } }));
  expect(shown('gateway')).toMatchObject({ progress: '3 of 8 done, 4.1 s', outcome: null });
  expect(shown('aws')).toMatchObject({ progress: null, outcome: expect.stringMatching(/; AWS runs, 3 of 8 done$/) });
});
