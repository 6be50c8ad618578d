import { expect, test } from 'vitest';
import { readTcpCounters, tcpCounters } from './tcp-counters.ts';

test.runIf(process.platform === 'linux')('the TCP counters of this machine include the segments sent', async () => {
  const counters = await readTcpCounters();
  expect(counters?.sent).toBeGreaterThanOrEqual(0);
});

test('each TCP counter is read from the line below its name', () => {
  const text = 'Ip: Forwarding\nIp: 1\nTcp: OutSegs RetransSegs\nTcp: 942 38\n\nTcpExt: TW TCPSynRetrans\nTcpExt: 5 7\n';
  expect(tcpCounters(text)).toEqual({ sent: 942, resent: 38, firstResent: 7 });
});

test.each(['', 'Tcp: OutSegs\n', 'Tcp: OutSegs RetransSegs\nTcp: 1 x\nTcpExt: TCPSynRetrans\nTcpExt: 1\n'])(
  'no TCP counter is read from %j',
  (text) => {
    expect(tcpCounters(text)).toBeNull();
  },
);
