/** In compact lines, the networks distinguish machines with the same name. */
import { expect, it } from 'vitest';
import { activeSubnets } from './compact.ts';

const OUT = '10.0.1.7/24';
const DOCKER = '172.17.0.1/16';

it("the compact line lists the egress network first, whatever the order of the machine's interfaces", () => {
  for (const here of [
    [OUT, DOCKER],
    [DOCKER, OUT],
  ])
    expect(activeSubnets(here, ['fd00::7/64', OUT, DOCKER])).toEqual(['10.0.1.0/24', '172.17.0.0/16']);
});

it('the compact line leaves out source networks that are missing or not on this machine', () => {
  expect(activeSubnets([DOCKER, OUT], [])).toEqual(['172.17.0.0/16', '10.0.1.0/24']);
  expect(activeSubnets([DOCKER], ['192.0.2.7/24'])).toEqual(['172.17.0.0/16']);
});

it('the compact line lists at most four distinct IPv4 networks, the active one first', () => {
  const many = Array.from({ length: 300 }, (_, index) => `172.${index % 250}.0.1/16`);
  expect(activeSubnets([...many, 'fd00::1/64', OUT], [OUT])).toEqual(['10.0.1.0/24', '172.0.0.0/16', '172.1.0.0/16', '172.2.0.0/16']);
});
