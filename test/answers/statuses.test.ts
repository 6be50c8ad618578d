/**
 * Every HTTP status with a meaning, from the service itself, behind an inspector and without TLS, with its finding and confidence. Each
 * line is a near miss of the others, because only its own cause may be named.
 */
import { describe, expect, it } from 'vitest';
import { page } from '../../src/demo/web/answer.ts';
import { outcomeAt, type Place, says } from './places.ts';

type Line = readonly [statuses: readonly number[], outcomes: Readonly<Record<Exclude<Place, 'proxied'>, string>>];

const LINES: readonly Line[] = [
  [
    [401, 402, 403],
    {
      public: 'unmet: likely service-refuses-client',
      inspected: 'unmet: possible block-page',
      clear: 'unmet: likely service-refuses-client',
    },
  ],
  [
    [451],
    {
      public: 'unmet: certain service-refuses-client',
      inspected: 'unmet: possible block-page',
      clear: 'unmet: likely service-refuses-client',
    },
  ],
  [
    [404, 410],
    { public: 'unmet: likely service-path-gone', inspected: 'unmet: possible block-page', clear: 'unmet: likely service-path-gone' },
  ],
  [
    [400, 405, 408, 418, 425],
    { public: 'unmet: possible service-path-gone', inspected: 'unmet: possible block-page', clear: 'unmet: possible service-path-gone' },
  ],
  [
    [407],
    {
      public: 'unmet: likely service-refuses-client',
      inspected: 'unmet: likely transparent-proxy',
      clear: 'unmet: likely transparent-proxy',
    },
  ],
  [
    [413, 414, 431],
    {
      public: 'unmet: certain request-too-large',
      inspected: 'unmet: likely request-too-large',
      clear: 'unmet: likely request-too-large',
    },
  ],
  [
    [426, 505],
    {
      public: 'unmet: certain http-version-required',
      inspected: 'unmet: likely http-version-required',
      clear: 'unmet: likely http-version-required',
    },
  ],
  [
    [429],
    {
      public: 'unknown (throttled): certain rate-limited',
      inspected: 'unknown (throttled): likely rate-limited',
      clear: 'unknown (throttled): likely rate-limited',
    },
  ],
  [[421], { public: 'unmet: likely service-unhealthy', inspected: 'unmet: possible block-page', clear: 'unmet: likely service-unhealthy' }],
  [
    [500, 502, 503, 504, 520],
    { public: 'unmet: certain service-unhealthy', inspected: 'unmet: possible block-page', clear: 'unmet: likely service-unhealthy' },
  ],
  [[511], { public: 'unmet: certain service-unhealthy', inspected: 'unmet: likely captive-portal', clear: 'unmet: likely captive-portal' }],
];

const CASES = LINES.flatMap(([statuses, outcomes]) =>
  statuses.flatMap((status) => (['public', 'inspected', 'clear'] as const).map((place) => [status, place, outcomes[place]] as const)),
);

describe.concurrent('the cause of an HTTP status', () => {
  it.each(CASES)(
    'depends on who can have sent it: HTTP status %i over a %s connection is diagnosed as %s',
    async (status, place, outcome) => {
      expect(await outcomeAt(place, says(page(`Status ${status}`, status)))).toBe(outcome);
    },
  );
});
