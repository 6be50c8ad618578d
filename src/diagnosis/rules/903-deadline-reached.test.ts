/** If these fail, checks that the deadline cut off are not mentioned. */
import { expect, it } from 'vitest';
import { claimsOf, onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { cancelled, passes, session } from '../testing/session.ts';
import { deadlineReached } from './903-deadline-reached.ts';

it('the note lists the control that the deadline cancelled, the finding that it could distinguish, and the flag for more time', () => {
  const built = session().https('app.gitpod.io').control('throughput', 'app.gitpod.io', cancelled('deadline')).build();
  const claim = onlyClaim(deadlineReached, built);
  expect(claim.facts).toMatchObject({ rows: [], controls: ['throughput'] });
  const words = wordsOf(deadlineReached, claim);
  expect(words).toContain('1 control (throughput) could distinguish download-too-slow');
  expect(words).toContain('--deadline 40000');
});

it('the note lists a control that was planned but did not start', () => {
  const built = { ...session().https('app.gitpod.io').build(), controlsLeft: ['repeat' as const] };
  expect(onlyClaim(deadlineReached, built).facts).toMatchObject({ controls: ['repeat'] });
});

it('the note gives the extended deadline when the deadline was extended', () => {
  const built = { ...session().https('app.gitpod.io', cancelled('deadline')).build(), deadlineMs: 45_000 };
  expect(wordsOf(deadlineReached, onlyClaim(deadlineReached, built))).toContain('deadline of 45 s');
});

it('no note is given for a control that the user stopped', () => {
  const built = session().https('app.gitpod.io', passes()).control('repeat', 'app.gitpod.io', cancelled('person')).build();
  expect(claimsOf(deadlineReached, built)).toEqual([]);
});
