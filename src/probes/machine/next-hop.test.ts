/** If these fail, a dead router is reported as a dead resolver. */
import { describe, expect, it } from 'vitest';
import { isNextHopSilent } from './next-hop.ts';

const ROUTES = [
  'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
  'lan\t00000000\t0100140A\t0003\t0\t0\t0\t00000000\t0\t0\t0',
  'lan\t0000140A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
  '',
].join('\n');
const TUNNEL_ROUTES = ROUTES.replace('0100140A', '00000000');
const HEADER = 'IP address       HW type     Flags       HW address            Mask     Device\n';
const FOUND = '10.20.0.1        0x1         0x2         3a:1d:0c:77:52:f0     *        lan\n';
const SILENT = '10.20.0.1        0x1         0x0         00:00:00:00:00:00     *        lan\n';
const OTHER_SILENT = '10.20.0.99       0x1         0x0         00:00:00:00:00:00     *        lan\n';

describe('the next hop of the default route', () => {
  it.each([
    ['has answered', ROUTES, HEADER + FOUND, false],
    ['was looked up and has not answered', ROUTES, HEADER + SILENT, true],
    ['has answered while another neighbour has not', ROUTES, HEADER + OTHER_SILENT + FOUND, false],
    ['was never looked up', ROUTES, HEADER + OTHER_SILENT, null],
    ['has no address, as in a tunnel', TUNNEL_ROUTES, HEADER + OTHER_SILENT, null],
    ['is unknown', '', '', null],
  ])('is silent only if its neighbour lookup failed: it %s', (_, routes, neighbours, silent) => {
    expect(isNextHopSilent(routes, neighbours)).toBe(silent);
  });
});
