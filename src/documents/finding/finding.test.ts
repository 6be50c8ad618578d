/** If this fails, a user who presses r sees a row that "does not apply here" and does not learn whether the fix worked. */
import { expect, it } from 'vitest';
import { diagnose } from '../../diagnosis/index.ts';
import { withScript } from '../../diagnosis/testing/scripts.ts';
import { session } from '../../diagnosis/testing/session.ts';
import { storyInput } from '../testing/story.ts';
import { presentResult } from './finding.ts';

it('the rows to check again are the measurements of the finding where no requirement applies', () => {
  const row = { targets: [], origin: 'tool' as const, area: 'proxy' as const };
  const told = withScript(session({ from: 'laptop' }).requirement('proxy.reachable', row).https('app.gitpod.io').build(), {
    fails: 'pac.syntax-error',
  });
  const observations = told.observations.map((each) =>
    each.probe === 'proxy-script' ? { ...each, requirements: ['proxy.reachable', 'management.app'] } : each,
  );
  const seen = { ...told, observations };
  const diagnosis = diagnose(seen);
  const [finding] = diagnosis.findings;
  expect(finding?.code).toBe('GD123');
  if (finding === undefined) return;
  const { recheck } = presentResult(finding, { ...storyInput(), session: seen, diagnosis, live: null, mask: (text: string) => text });
  expect(recheck).toMatchObject([{ number: 1, status: 'FAIL', what: 'PAC', target: 'http://wpad.corp.example/' }]);
});
