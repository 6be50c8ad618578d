/** If these fail, a result mentions a code that is not shown, or an internal error cannot be traced. */
import { expect, it } from 'vitest';
import type { Failure } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import { urlTarget } from '../../model/target.ts';
import { PLAIN_OBSERVATION } from '../../model/testing/plain-observation.ts';
import { detailLines } from './evidence.ts';

const URL = 'https://app.example/';

const lines = (failure: Failure, seen: Partial<WebObservation> = {}) =>
  detailLines(
    {
      ...{
        ...PLAIN_OBSERVATION,
        probe: 'https',
        id: 'o1',
        request: URL,
        target: urlTarget(URL),
        requirements: [],
        phases: [],
        unverifiedAnswer: null,
      },
      ...{ failure, ...seen },
    },
    (text) => text,
  )
    .map(({ label, text }) => `${label}: ${text}`)
    .join('\n');

it('the evidence of an error without a description shows the error code, if there is a code', () => {
  const coded = lines({ kind: 'unclassified', code: 'ESOMETHINGNEW', text: '' });
  expect(coded).toContain('(ESOMETHINGNEW)');
  expect(coded).toContain('this row shows the code');
  const uncoded = lines({ kind: 'unclassified', text: '' });
  expect(uncoded).not.toContain('its code');
  expect(uncoded).not.toContain('the code');
});

it('the evidence of an internal error says that an error was thrown', () => {
  const shown = lines({ kind: 'unclassified', text: 'a fault of its own: TypeError (client.ts:53)' }, { state: 'crashed' });
  expect(shown).toContain('TypeError (client.ts:53)');
  expect(shown).toContain('a fault of gitpod-doctor');
});
