/** The administrator's commands for an image that cannot be queried here. They are shown with the image. */
import { printoutCommands } from '../../knowledge/allowed-images/write.ts';
import type { Diagnosis } from '../../model/finding.ts';
import type { Session } from '../../model/session.ts';
import type { UnknownReason } from '../../model/verdict.ts';
import { writeCommand } from '../../shells/index.ts';
import { createSay, type Mask } from '../words/say.ts';
import type { EvidenceLine } from './evidence-line.ts';

const NOBODY_LOOKED: ReadonlySet<UnknownReason> = new Set(['needs-consent', 'needs-credentials']);

/** Empty for other requirements. Output that was pasted is not asked for again. */
export function imageCommandLines(
  id: string,
  { session, diagnosis, mask }: { session: Session; diagnosis: Diagnosis; mask: Mask },
): EvidenceLine[] {
  const row = session.requirements.find((each) => each.id === id);
  const reason = diagnosis.verdicts.find(({ requirement }) => requirement === id)?.reason ?? null;
  const isImage = row?.targets.some(({ target }) => target.kind === 'ami') === true;
  if (!isImage || reason === null || !NOBODY_LOOKED.has(reason)) return [];
  const { regions, pasted } = session.profile;
  const { settings, images } = printoutCommands(createSay(mask)`${regions[0] ?? '<region>'}`);
  const commands = [...(pasted?.settings == null ? [settings] : []), ...(pasted?.images == null ? [images] : [])];
  if (commands.length === 0) return [];
  return [
    { label: 'next', text: 'an AWS administrator of the account runs this command and sends back the output; it changes nothing' },
    ...commands.map((each) => ({ label: 'to run', text: writeCommand(each, 'posix') })),
    { label: 'read with', text: 'gitpod-doctor check ami --allowed-images allowed-images.json --images images.json' },
  ];
}
