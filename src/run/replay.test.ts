/** If this fails, an opened bundle does not show the recorded step. */
import { expect, it } from 'vitest';
import { fails, passes, session } from '../diagnosis/testing/session.ts';
import { createReplay } from './replay.ts';

const checked = session({ from: 'runner', symptom: 'whole-list' })
  .https('app.gitpod.io', passes(), { requirement: 'management.app' })
  .https('https://us01.gitpod.dev:8443/', fails('tcp.timeout'), { requirement: 'gateway.https-8443' })
  .build();

it('a replay opens at the finish and can show every measured step, although no question was answered', () => {
  const replay = createReplay(checked);
  expect(replay.getState().guide.at).toBe('finish');
  expect(replay.getState().guide.measured).toEqual(['management', 'gateway']);
  replay.dispatch({ type: 'goto', step: 'management' });
  expect(replay.getState().guide.at).toBe('management');
  replay.dispatch({ type: 'next' });
  expect(replay.getState().guide.at).not.toBe('management');
});

it('a replay measures nothing, whatever is requested', async () => {
  const replay = createReplay(checked);
  const before = replay.getState().session;
  replay.dispatch({ type: 'goto', step: 'gateway' });
  replay.dispatch({ type: 'recheck' });
  replay.remeasure(['gateway.https-8443']);
  await replay.idle();
  expect(replay.getState()).toMatchObject({ live: null, watch: null });
  expect(replay.getState().session).toBe(before);
});
