import { expect, test } from 'vitest';
import { connectTimes } from './connect-times.ts';

const opened = (...durations: number[]) =>
  durations.map((durationMs, index) => ({
    id: `o${index + 1}`,
    phases: [
      {
        name: 'tcp' as const,
        ...{ startMs: 0, durationMs, ok: true, hop: 0, peer: 'target' as const },
        ...{ 'server.address': 'a.example.com', 'server.port': 443, 'network.peer.address': '203.0.113.9' },
        attempts: [{ address: '203.0.113.9', family: 4 as const, durationMs, failure: null }],
      },
    ],
  }));

test.each([
  ['one second more means one retransmission', [20, 1021, 25], 1, 0],
  ['three seconds more mean two retransmissions', [20, 3060], 2, 0],
  ['a long route means no loss', [610, 620, 640], 0, 0],
  ['a saturated link delays connections by any time', [20, 560, 760, 1700], 0, 3],
  ['a single connection cannot be compared', [1020], 0, 0],
])('connect times show how many packets were lost: %s', (_, durations, resent, unclear) => {
  expect(connectTimes(opened(...(durations as number[])))).toMatchObject({ resent, unclear });
});
