/**
 * The first page of an opened bundle: sender, time and vantage point; the result; what the current rules conclude differently; the
 * redaction level.
 */
import type { EvidenceLine } from '../../documents/evidence/evidence.ts';
import { count, duration, momentText } from '../../documents/words/quantity.ts';
import { createSay, joined, type Mask } from '../../documents/words/say.ts';
import { runnerText, vantageText } from '../../documents/words/words.ts';
import { type FinishFinding, type FinishLine, presentFinish } from './finish.ts';
import type { PresenterInput } from './input.ts';
import type { OpenedBundle, ReportComparison } from './opened-bundle.ts';

export interface OpenedModel {
  /** Time and vantage point of the measurement, in one line. */
  headline: string;
  facts: EvidenceLine[];
  summary: string;
  findings: FinishFinding[];
  open: FinishLine[];
  /** What the current rules conclude differently from the report; empty if nothing. */
  changed: readonly string[];
}

/** Null if the session does not come from a file. */
export function presentOpened(input: PresenterInput): OpenedModel | null {
  const { bundle } = input.ui;
  if (bundle.state !== 'opened') return null;
  const { summary, findings, open } = presentFinish(input);
  return { headline: headlineOf(input), facts: factsOf(bundle.bundle, input), summary, findings, open, changed: bundle.bundle.changed };
}

function headlineOf({ session, mask }: PresenterInput): string {
  const { profile, startedAt, demo } = session;
  const say = createSay(mask);
  return joined(', ', [
    say`Measured ${momentText(startedAt)}`,
    `on ${vantageText(profile)}`,
    profile.ticket !== null && say`ticket ${profile.ticket}`,
    demo !== null && 'in the demo',
  ]);
}

const LEVELS = {
  standard: 'standard: secrets are removed; names, addresses and accounts are pseudonyms (px-…) that keep their relations',
  strict: 'strict: secrets are removed; names, addresses and accounts are pseudonyms (px-…) without relations',
  'network-clear': 'network-clear: secrets are removed; host names and addresses are readable, by choice',
} as const satisfies Record<NonNullable<OpenedBundle['level']>, string>;

const OMITTED = {
  declined: 'left out by the user',
  'withheld-unsafe': 'withheld, because it contains something that looks like a secret',
  size: 'too large',
  'not-collected': 'not collected',
} as const;

function factsOf(bundle: OpenedBundle, { session, mask }: PresenterInput): EvidenceLine[] {
  const say = createSay(mask);
  const { profile, tool, startedAt, durationMs, demo } = session;
  const { environmentId, runnerId, runnerVersion, ticket, note } = profile;
  const runner = runnerId === null ? null : joined(', ', [runnerId, runnerVersion !== null && `version ${runnerVersion}`]);
  return [
    { label: 'file', text: say`${bundle.file}` },
    {
      label: 'measured',
      text: joined(', ', [say`${momentText(startedAt)}`, `for ${duration(durationMs)}`, demo !== null && say`demo ${demo}`]),
    },
    {
      label: 'where',
      text: joined(', ', [
        vantageText(profile) +
          (profile.fromIs === 'found' ? ', as the machine showed' : profile.fromIs === 'stated' ? ', as was stated' : ''),
        runnerText(profile, profile.edition),
        profile.regions.length > 0 && say`${profile.regions.join(', ')}`,
        profile.account !== null && say`account ${profile.account}`,
      ]),
    },
    ...Object.entries({ runner, environment: environmentId, ticket, note }).flatMap(([label, text]) =>
      text === null ? [] : [{ label, text: say`${text}` }],
    ),
    {
      label: 'made by',
      text: joined(', ', [say`${tool.name} ${tool.version}`, bundle.madeAt !== null && say`written ${momentText(bundle.madeAt)}`]),
    },
    {
      label: 'masking',
      text: bundle.level === null ? 'a report without a bundle. It does not say how it was masked' : LEVELS[bundle.level],
    },
    {
      label: 'integrity',
      text:
        bundle.madeAt === null
          ? 'a report without a bundle has no checksums'
          : 'every checksum is right. Checksums show damage, but not forgery. gitpod-doctor verify also looks for secrets',
    },
    ...(bundle.omissions.length === 0
      ? []
      : [{ label: 'missing', text: bundle.omissions.map(({ what, why }) => `${what} (${omittedWords(why)})`).join(', ') }]),
    ...bundle.notHeld.map((text) => ({ label: 'lacks', text })),
    ...(bundle.compared === null ? [] : [{ label: 'compared', text: `with ${comparedWith(bundle.compared, mask)}; = shows what changed` }]),
  ];
}

function omittedWords(why: string): string {
  return why in OMITTED ? OMITTED[why as keyof typeof OMITTED] : why;
}

function comparedWith(compared: ReportComparison, mask: Mask): string {
  return compared.kind === 'two' ? mask(compared.before) : count(compared.matrix.vantages.length - 1, 'other report');
}
