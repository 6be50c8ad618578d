/** `README.md` of a bundle: its files, the order in which to read them, and the redaction. */
import { STEPS } from '../../guide/index.ts';
import type { Area } from '../../model/area.ts';
import type { Symptom } from '../../model/profile.ts';
import type { RedactionSummary } from '../../redact/index.ts';
import { type Block, paragraph, section, type Text } from '../../render/block.ts';
import { BUNDLE_ENTRIES, BUNDLE_FILES } from './bundle-files.ts';
import { LEVEL_SENTENCES } from './level-sentences.ts';

/** What the checksums prove. */
export const CHECKSUM_CAUTION = 'The checksums show damage, but not forgery, because no file is signed.';

const MACHINE = `${BUNDLE_ENTRIES.environment} (machine, proxies)`;

/** A place to look: a text that names a file or an observation, or the requirements of these areas. `next`: what to read after that. */
type Place = string | { rows: readonly Area[] } | { next: readonly Area[] };

/** What to read after the report for each symptom, cheap and shared causes first. */
const READ_ORDER: Readonly<Record<Symptom, readonly Place[]>> = {
  browser: [`${BUNDLE_ENTRIES.environment} (machine, clock)`, { rows: ['dns', 'proxy', 'management'] }, { next: ['scm'] }],
  'runner-offline': [MACHINE, { rows: ['proxy', 'management', 'gateway'] }, { next: ['releases', 'aws', 'imds'] }],
  'environment-start': [MACHINE, { rows: ['releases', 'registries'] }, { next: ['aws', 'ami'] }],
  vscode: [MACHINE, 'rows vscode.* and their redirect targets', { next: ['releases', 'ssh'] }],
  jetbrains: [MACHINE, { rows: ['jetbrains'] }, { next: ['releases', 'ssh'] }],
  ssh: ['the ssh-config observation: what the alias resolves to', 'then ssh-connect: how far the connection gets'],
  ami: [{ rows: ['aws', 'ami'] }, 'observations of the probes aws-credentials and aws: which identity asked, and what AWS answered'],
  'error-message': [`${BUNDLE_ENTRIES.path}: what the message was read as`, 'then the rows of that layer and host'],
  'whole-list': [BUNDLE_ENTRIES.verdicts, `then ${BUNDLE_ENTRIES.timeline}: what was slow`],
};

/** `areas`: those of the session, because an installation without a gateway has no `gateway.*`. */
export function bundleReadme(account: RedactionSummary, symptom: Symptom | null, areas: ReadonlySet<Area>): Block[] {
  const began = symptom === null ? '' : ` This walk began with: ${labelOf(symptom)}.`;
  const orders = Object.entries(READ_ORDER).map(([each, order]): Text[] => [
    labelOf(each as Symptom),
    order.flatMap((place) => placeText(place, areas)).join('; '),
  ]);
  return [
    section('Support bundle of gitpod-doctor', [
      paragraph(
        `Start with ${BUNDLE_ENTRIES.reportPage} in a browser, or with ${BUNDLE_ENTRIES.reportText}: the causes, who can remove them, and the evidence.${began}`,
      ),
      { kind: 'table', head: ['file', 'holds'], rows: BUNDLE_FILES.map(({ name, what }) => [name, what]) },
      paragraph(
        `Listed files that are absent were left out. “omissions” in ${BUNDLE_ENTRIES.manifest} gives the reason. “files” says where each file comes from, and which kinds of names and texts were masked in it.`,
      ),
      section('In which order to read', [
        paragraph(['After the report; row names such as ', { code: 'management.app' }, ' are the same in every file.']),
        { kind: 'table', head: ['what is wrong', 'look at'], rows: orders },
        paragraph([
          'An observation is one measurement. It lists the phases in order, and the last phase may have failed. A verdict says how the rules of that day judged the observations. Newer rules may judge them differently: ',
          { code: 'gitpod-doctor open FILE.zip' },
          ' shows this session in the screens of gitpod-doctor, and judges it by the rules of the version that opens it. ',
          { code: 'gitpod-doctor compare BEFORE.zip AFTER.zip' },
          ' says what changed.',
        ]),
      ]),
      section('Redaction', [
        paragraph([
          `${LEVEL_SENTENCES[account.level]} Only the machine that made the bundle knows the name for each pseudonym: `,
          { code: 'gitpod-doctor decode' },
          ' shows the name on that machine.',
        ]),
      ]),
      section('To check it', [
        paragraph([
          { code: 'gitpod-doctor verify FILE.zip' },
          ' checks the checksums, the schema, and that no secret is left. ',
          { code: `sha256sum -c ${BUNDLE_ENTRIES.checksums}` },
          ` also checks the checksums. ${CHECKSUM_CAUTION}`,
        ]),
      ]),
    ]),
  ];
}

/** Empty if the session has no requirement of these areas. */
function placeText(place: Place, areas: ReadonlySet<Area>): string[] {
  if (typeof place === 'string') return [place];
  const [word, named] = 'rows' in place ? ['rows', place.rows] : ['then', place.next];
  const left = named.filter((area) => areas.has(area));
  return left.length === 0 ? [] : [`${word} ${left.map((area) => `${area}.*`).join(', ')}`];
}

function labelOf(symptom: Symptom): string {
  const step = STEPS.symptom;
  return (step.kind === 'ask' && step.choices.find(({ value }) => value === symptom)?.label) || symptom;
}
