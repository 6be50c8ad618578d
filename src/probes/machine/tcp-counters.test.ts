import { expect, test } from 'vitest';
import { readTcpCounters, tcpCounters } from './tcp-counters.ts';

test.runIf(process.platform === 'linux')("this machine's counters show how much it has sent", async () => {
  const counters = await readTcpCounters();
  expect(counters?.sent).toBeGreaterThanOrEqual(0);
});

test('reads each counter from the line below its name', () => {
  const text = 'Ip: Forwarding\nIp: 1\nTcp: OutSegs RetransSegs\nTcp: 942 38\n\nTcpExt: TW TCPSynRetrans\nTcpExt: 5 7\n';
  expect(tcpCounters(text)).toEqual({ sent: 942, resent: 38, firstResent: 7 });
});

test.each(['', 'Tcp: OutSegs\n', 'Tcp: OutSegs RetransSegs\nTcp: 1 x\nTcpExt: TCPSynRetrans\nTcpExt: 1\n'])(
  'reports no counter for %j',
  (text) => {
    expect(tcpCounters(text)).toBeNull();
  },
);
