/** The first ten lines about a cause, the same on every surface: what is wrong, what it breaks, where, who acts, and the one next step. */
import { explainFinding } from '../../diagnosis/index.ts';
import { STEPS } from '../../guide/index.ts';
import type { Shell } from '../../model/command/index.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { type Block, command, paragraph, type Section, section } from '../../render/block.ts';
import { wrap } from '../../render/line/wrap.ts';
import { linesOf, titledLines } from '../../render/lines.ts';
import { CONFIDENCE_WORDS } from '../words/confidence-words.ts';
import { count } from '../words/quantity.ts';
import { capitalized, type Mask } from '../words/say.ts';
import { OWNER_WORDS } from '../words/words.ts';
import { type FindingContext, findingStatus, isWaiting } from './finding-context.ts';
import { pathHops } from './path-hops.ts';

/** The number of lines of a card, the width of a line, and the width of the text beside a label. */
const LINES = 10;
const WIDTH = 78;
const FACT = 64;

/** The labels of the owner and of the next step. */
export const OWNER_LABEL = 'Who acts';
export const STEP_LABEL = 'Next step';

export function findingCard(finding: Finding, telling: FindingContext): Section {
  const { mask } = telling;
  return section(mask(finding.title), cardBlocks(finding, telling), { status: findingStatus(finding, telling), id: finding.id });
}

export function cardBlocks(finding: Finding, telling: FindingContext): Block[] {
  const { code, name, title, confidence, fixes } = finding;
  const { mask, shell = 'posix', observations } = telling;
  const status = findingStatus(finding, telling);
  const hops = pathHops(finding, observations, status, mask);
  const path: Block[] = hops.length === 0 ? [] : [{ kind: 'path', hops, picture: true }];
  const head = titledLines(status, mask(title), WIDTH).length + linesOf(path, { width: WIDTH, full: WIDTH }).length;
  // One line is reserved for code and confidence, and one for the owner.
  const left = LINES - head - 2;
  const fix = fixes[0] ?? UNKNOWN;
  // Masked before it is truncated, because a truncated name would not be recognised. The next step gets its lines before the consequences
  // do.
  const step = nextStep({ ...fix, text: mask(fix.text) }, Math.max(Math.min(3, left), Math.min(4, left - 1)));
  const broken = breaks(finding, telling, Math.min(2, left - lines(step)));
  const used = lines(step) + (broken === '' ? 0 : lines(broken));
  return [
    paragraph([{ quiet: `${code} ${name}. ${capitalized(CONFIDENCE_WORDS[confidence])}.` }]),
    ...path,
    {
      kind: 'facts',
      facts: [
        ...(broken === '' ? [] : [{ label: 'Breaks', text: broken }]),
        { label: OWNER_LABEL, text: OWNER_WORDS[fix.owner] },
        { label: STEP_LABEL, text: step },
      ],
    },
    ...(fix.owner === 'you' && used < left ? shortCommand(fix, mask, shell) : []),
  ];
}

/** The command, if it fits into one line. A longer one is shown with the fixes. */
function shortCommand({ command: run }: Pick<Fix, 'command'>, mask: Mask, shell: Shell): Block[] {
  return run === null || run.includes('\n') || mask(run).length > FACT ? [] : [command(mask(run), shell)];
}

/** The next step if no fix is known. */
const UNKNOWN: Pick<Fix, 'owner' | 'text' | 'command'> = {
  owner: 'gitpod',
  text: 'Please read the attached support bundle.',
  command: null,
};

const SEND = 'Send them the request: ';

/** A step for the user begins with a verb. For another owner, the sentence of the request is quoted. */
function nextStep({ owner, text }: Pick<Fix, 'owner' | 'text'>, most: number): string {
  const sentences = sentencesOf(text);
  if (owner === 'you') return brief(sentences, (words) => lines(words) <= most);
  // A condition is shown together with the request that depends on it.
  const asks = sentences.flatMap((each) => each.match(/(?:^(?:If|Where|When|Otherwise)\b.*)?\b[Pp]lease .*/)?.[0] ?? []);
  return quoted(brief(asks.length > 0 ? asks : sentences, (words) => lines(quoted(words)) <= most));
}

function quoted(words: string): string {
  return `${SEND}“${capitalized(words)}”`;
}

/** The checks of the chosen symptom that fail because of the finding, and what no longer works; empty if there is no room. */
function breaks(finding: Finding, telling: FindingContext, most: number): string {
  if (most < 1) return '';
  const concerned = new Set(finding.requirements);
  const counted = telling.verdicts.filter(({ counts }) => counts);
  const failed = counted.filter(({ requirement, verdict }) => concerned.has(requirement) && verdict === 'unmet').length;
  const soFar = counted.some(({ reason }) => reason === 'not-run') ? ' so far' : '';
  const asked = SYMPTOMS.get(telling.symptom ?? '');
  const about = asked === undefined ? '' : `“${asked}”: `;
  const stops = sentencesOf(explainFinding(finding.code)?.stops ?? '').flatMap(wholeForms);
  const isShown = failed > 0 && finding.severity !== 'advice';
  const first = isShown
    ? `${about}${count(failed, 'check fails', 'checks fail')}${soFar}.`
    : isWaiting(finding, telling)
      ? capitalized(`${about}not measured yet.`)
      : '';
  const full = stops.map((each) => `${first} ${each}`.trim());
  return [...full, first].find((words) => words !== '' && lines(words) <= most) ?? first;
}

/** The choices of the symptom question, each without the part after "or". */
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

/** The whole sentence, or the part before its explanation if that part is long enough. */
function wholeForms(words: string): string[] {
  const end = words.search(/[:;] | \(/);
  return end < SHORTEST ? [words] : [words, `${words.slice(0, end)}.`];
}

/** A shorter text does not count as a sentence. */
const SHORTEST = 24;

/** As many sentences as fit. If the first is too long, it is truncated after a complete clause. */
function brief(sentences: readonly string[], fits: (words: string) => boolean): string {
  const [first = '', ...rest] = sentences;
  if (!fits(first)) {
    const words = first.split(' ');
    const most = words.findLastIndex((_, at) => fits(`${words.slice(0, at).join(' ')} …`));
    const whole = words.slice(0, most).join(' ');
    // A quotation or a parenthesis is omitted rather than truncated.
    const cut = withoutOpen(withoutOpen(whole, '“', '”'), '(', ')');
    const end = Math.max(cut.lastIndexOf(', '), cut.lastIndexOf(': '), cut.lastIndexOf(' ('), cut.lastIndexOf('; '));
    return `${(end > cut.length * 0.6 ? cut.slice(0, end) : cut).replace(/[,:;(\s]+$/, '')} …`;
  }
  let said = first;
  for (const next of rest) {
    if (!fits(`${said} ${next}`)) break;
    said = `${said} ${next}`;
  }
  return said;
}

/** The text without a last part that begins a quotation or parenthesis and does not end it. */
function withoutOpen(text: string, opens: string, closes: string): string {
  const from = text.lastIndexOf(opens);
  return from > text.lastIndexOf(closes) ? text.slice(0, from) : text;
}

function lines(words: string): number {
  return wrap(words, FACT).length;
}
