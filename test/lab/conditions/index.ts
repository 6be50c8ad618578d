/** Makes a network as bad as its conditions. */
import { ip, type Namespaces } from '../namespaces.ts';
import type { LabScenario } from '../scenario.ts';
import { needsLine, setUpLine } from './line.ts';
import { disturbResolvers } from './resolvers.ts';

export async function setUpConditions(names: Namespaces, { link, conditions }: LabScenario): Promise<void> {
  if (conditions === undefined) return;
  if (needsLine(conditions) && link !== 'none') await setUpLine(names, conditions);
  await disturbResolvers(names, conditions);
  const { mtu } = conditions;
  if (mtu !== undefined) await Promise.all([names.firewall, names.internet].map((name) => ip([`link set wan mtu ${mtu}`], name)));
}
