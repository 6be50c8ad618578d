/**
 * Follows the request of a session, as a network team would, and checks the promise: the requested connections are opened, every counting
 * requirement is then met, and no other host and port answers.
 */
import type { Opening } from '../../../src/model/handover.ts';
import type { Report } from '../../../src/model/report.ts';
import { type Checked, checkFrom, openingsFrom, requestFrom } from '../program.ts';
import type { Asked, LabScenario } from '../scenario.ts';
import type { Place } from '../stage.ts';
import { faultOf, unmetRows } from './faults.ts';
import { followLetter } from './follow-letter.ts';
import { followToProxy } from './follow-to-proxy.ts';
import { loadRules, removeFirewall } from './load.ts';
import { everyPlace, placeText, reachable } from './places.ts';

/** The reasons for a failure; empty if the promise holds. */
export async function follow(asked: Asked, scenario: LabScenario, place: Place, { report }: Checked): Promise<string[]> {
  if (asked.of === 'letter') return followLetter(scenario, place);
  return asked.of === 'proxy' ? followToProxy(scenario, place) : followToFirewall(asked.rounds, scenario, place, report);
}

async function followToFirewall(rounds: number, scenario: LabScenario, place: Place, first: Report): Promise<string[]> {
  const { namespace, home, rootsFile } = place;
  const places = everyPlace(scenario);
  const before = await reachable(places, place);
  const wanted = new Set<string>();
  let report = first;
  let round = 0;
  while (report.summary.outcome !== 'pass' && round < rounds) {
    round += 1;
    // Optional rules are in comments, not in the sets.
    const openings = (await openingsFrom(namespace, home)).filter(({ needed }) => needed);
    for (const one of openings.flatMap(placesOf)) wanted.add(one);
    await loadRules(await requestFrom(namespace, home, 'nftables'), place);
    report = (await checkFrom(namespace, home, rootsFile, scenario)).report;
  }
  const after = await reachable(places, place);
  await removeFirewall(place);
  const withoutFirewall = await reachable(places, place);
  const opened = [...after].filter((one) => !before.has(one));
  return [
    ...(report.summary.outcome === 'pass' ? [] : [`after ${round} requests not met: ${unmetRows(report)}`]),
    ...(round === rounds ? [] : [`${round} of ${rounds} requests were needed`]),
    ...faultOf(
      'open and never asked for',
      opened.filter((one) => !wanted.has(one)),
    ),
    ...faultOf(
      'asked for and still closed',
      [...wanted].filter((one) => !after.has(one)),
    ),
    ...faultOf(
      'asked for and open before',
      [...wanted].filter((one) => before.has(one)),
    ),
    // Silence comes only from the firewall.
    ...faultOf(
      'silent without a firewall',
      places.map(placeText).filter((one) => !withoutFirewall.has(one)),
    ),
  ];
}

function placesOf({ protocol, addresses, port }: Opening): string[] {
  return addresses.map((address) => placeText({ protocol, address, port }));
}
