/** The first ten lines about a cause, the same on every surface: what is wrong, what it breaks, where, who acts, and the one next step. */
import { explainFinding } from '../../diagnosis/index.ts';
import { STEPS } from '../../guide/index.ts';
import type { Shell } from '../../model/command/index.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { type Block, command, paragraph, plainText, type Section, section } from '../../render/block.ts';
import { CONFIDENCE_WORDS } from '../words/confidence-words.ts';
import type { Mask } from '../words/say.ts';
import { OWNER_WORDS } from '../words/words.ts';
import { type FindingContext, findingStatus, severityWords } from './finding-context.ts';
import { routeOf } from './route.ts';

/** Lines of a card at 80 columns, and the cells of a line of its title, its path and its facts, less what wrapping loses. */
const LINES = 10;
const WIDTH = { title: 62, path: 62, fact: 57 } as const;

export function findingCard(finding: Finding, telling: FindingContext): Section {
  const { mask } = telling;
  return section(mask(finding.title), cardBlocks(finding, telling), { status: findingStatus(finding, telling), id: finding.id });
}

export function cardBlocks(finding: Finding, telling: FindingContext): Block[] {
  const { code, name, title, confidence, fixes } = finding;
  const { mask, shell = 'posix', observations } = telling;
  const hops = routeOf(finding, observations, findingStatus(finding, telling), mask);
  const pathLength = hops.reduce((sum, { label, text }) => sum + label.length + plainText(text).length + 5, 0);
  // The title, the path, one line for code and confidence, and one for the owner.
  const left = LINES - Math.ceil(mask(title).length / WIDTH.title) - Math.ceil(pathLength / WIDTH.path) - 2;
  const fix = fixes[0] ?? UNKNOWN;
  // Masked before it is cut: half a name would not be recognised.
  const step = nextStep({ ...fix, text: mask(fix.text) }, Math.max(1, Math.min(3, left - 2)) * WIDTH.fact);
  const broken = breaks(finding, telling, Math.max(1, Math.min(2, left - Math.ceil(step.length / WIDTH.fact))) * WIDTH.fact);
  const used = Math.ceil(step.length / WIDTH.fact) + Math.ceil(broken.length / WIDTH.fact);
  return [
    paragraph([{ quiet: `${code} ${name}. ${sentence(CONFIDENCE_WORDS[confidence])}.` }]),
    ...(hops.length === 0 ? [] : [{ kind: 'path', hops, picture: true } satisfies Block]),
    {
      kind: 'facts',
      facts: [
        { label: 'Breaks', text: broken },
        { label: 'Who acts', text: OWNER_WORDS[fix.owner] },
        { label: 'Next step', text: step },
      ],
    },
    ...(fix.owner === 'you' && used < left ? shortCommand(fix, mask, shell) : []),
  ];
}

/** A command of one line; longer ones are with the fixes. */
function shortCommand({ command: run }: Pick<Fix, 'command'>, mask: Mask, shell: Shell): Block[] {
  return run === null || run.includes('\n') || mask(run).length > WIDTH.fact ? [] : [command(mask(run), shell)];
}

/** Where no fix is known. */
const UNKNOWN: Pick<Fix, 'owner' | 'text' | 'command'> = {
  owner: 'gitpod',
  text: 'Please read the attached support bundle.',
  command: null,
};

const SEND = 'Send them the request: ';

/** For the user it begins with a verb; for others it is a request, of which the sentence that asks is quoted. */
function nextStep({ owner, text }: Pick<Fix, 'owner' | 'text'>, room: number): string {
  const sentences = sentencesOf(text);
  if (owner === 'you') return brief(sentences, room);
  const asks = sentences.flatMap((each) => each.match(/\b[Pp]lease .*/)?.[0] ?? []);
  return `${SEND}“${sentence(brief(asks.length > 0 ? asks : sentences, room - SEND.length - 2))}”`;
}

/** Of the checks for the symptom that was named, those that fail by it, and what no longer works. */
function breaks(finding: Finding, telling: FindingContext, room: number): string {
  const concerned = new Set(finding.requirements);
  const counted = telling.verdicts.filter(({ counts, reason }) => counts && reason !== 'not-run');
  const failed = counted.filter(({ requirement, verdict }) => concerned.has(requirement) && verdict === 'unmet').length;
  const asked = SYMPTOMS.get(telling.symptom ?? '');
  const said =
    failed > 0 && finding.severity !== 'advice' ? `${failed} of ${counted.length} checks fail` : sentence(severityWords(finding, telling));
  const first = `${asked === undefined ? '' : `“${asked}”: `}${said}.`;
  const stops = brief(sentencesOf(explainFinding(finding.code)?.stops ?? ''), room - first.length - 1);
  return stops === '' ? first : `${first} ${stops}`;
}

/** The answers to the first question, without what is an aside there. */
const SYMPTOMS: ReadonlyMap<string, string> = new Map(
  (STEPS.symptom.kind === 'ask' ? STEPS.symptom.choices : []).flatMap(({ value, label }) =>
    value === 'whole-list' || value === 'error-message' ? [] : [[value, label.split(/, or | or /)[0] ?? label]],
  ),
);

function sentencesOf(text: string): string[] {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .split(/(?<=[.!?])\s+(?=[A-Z“])/)
    .filter((each) => each !== '');
}

/** Less is no sentence. */
const SHORTEST = 24;

/** As many sentences as there is room for; a first one that is too long is cut after a whole part of it. Empty where there is no room. */
function brief(sentences: readonly string[], room: number): string {
  const [first = '', ...rest] = sentences;
  if (first.length > room) {
    if (room < SHORTEST) return '';
    const whole = first.slice(0, room - 1);
    // A quotation is left out rather than cut.
    const cut = whole.lastIndexOf('“') > whole.lastIndexOf('”') ? whole.slice(0, whole.lastIndexOf('“')) : whole;
    const end = Math.max(cut.lastIndexOf(', '), cut.lastIndexOf(': '), cut.lastIndexOf(' ('), cut.lastIndexOf('; '));
    return `${(end > room / 2 ? cut.slice(0, end) : cut.slice(0, Math.max(1, cut.lastIndexOf(' ')))).replace(/[,:;(\s]+$/, '')} …`;
  }
  let said = first;
  for (const next of rest) {
    if (said.length + 1 + next.length > room) break;
    said = `${said} ${next}`;
  }
  return said;
}

function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
