/** Loads the rules of a request into the firewall, as the comments in the file instruct. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inside } from '../namespaces.ts';
import { must } from '../processes.ts';
import type { Place } from '../stage.ts';

/** The table in which the lab's firewall drops (`namespaces.ts`). */
const TABLE = 'inet lab-forward';
const CHAIN = 'faults';

/** The commands in the comments, with the names of this firewall in place of those in the example. */
export async function loadRules(rules: string, { firewall, folder }: Pick<Place, 'firewall' | 'folder'>): Promise<void> {
  const file = join(folder, 'asked.nft');
  await writeFile(file, rules);
  const commands = Array.from(rules.matchAll(/^# {3}(\S.*)$/gm), ([, command]) =>
    (command ?? '').replaceAll('inet filter', TABLE).replace(' forward ', ` ${CHAIN} `).replace('THIS-FILE', file),
  );
  if (commands.length !== 2) throw new Error(`The rules do not say how to load them:\n${rules}`);
  for (const command of commands) await must(inside(firewall, ['sh', '-c', command]));
}

export async function removeFirewall({ firewall }: Pick<Place, 'firewall'>): Promise<void> {
  await must(inside(firewall, ['nft', 'delete', 'table', ...TABLE.split(' ')]));
}
