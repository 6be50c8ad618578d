/** GD123: a proxy script (PAC) has a mistake: a syntax error, an error while it runs, no FindProxyForURL, or no usable answer. */
import { command, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { unique } from '../facts/order.ts';
import type { ObservedProxyScript } from '../facts/scripts.ts';
import { by, defineRule } from './rule.ts';
import { claimsOfScripts, EXAMPLE_SCRIPT, effectLines, lineText, ownerOf, readersText, scriptPhrase } from './shared/dead-script.ts';
import { capitalize, toList } from './shared/wording.ts';

type Mistake = 'pac.syntax-error' | 'pac.throws' | 'pac.no-function' | 'pac.unusable-answer';

interface Own {
  kind: Mistake;
  line: number | null;
  sourceLine: string | null;
  /** Hosts for which it throws; empty if it throws for every host or fails to load. */
  hosts: string[];
}

export const pacBroken = defineRule({
  code: 'GD123',
  excludes: { 'pac-not-a-script': by.evidence, 'pac-never-ends': by.evidence, 'pac-sends-elsewhere': by.evidence },

  find(view) {
    return claimsOfScripts(view, (script) => {
      const facts = mistakeOf(script);
      return facts === null ? null : { facts };
    });
  },

  summary: 'A proxy script has a mistake, so programs cannot use it.',
  why: 'A proxy script is a program in JavaScript. It gives no answer if it has a syntax error, fails while it runs, or does not define FindProxyForURL. Browsers, VS Code and JetBrains then connect directly and show no error.',
  stops: 'If the network requires the proxy, programs that read the script fail.',
  confusedWith: {
    'pac-not-a-script': 'programs get a web page or nothing instead of a script.',
    'pac-never-ends': 'the script runs but never finishes.',
    'pac-sends-elsewhere': 'the script gives an answer, but its proxy does not work.',
  },
  byHand: [
    {
      run: command`curl -sS -m 10 --noproxy '*' ${word`<script url>`} | node --check -`,
      shows: 'SyntaxError',
      tells: 'The script is not valid JavaScript. The output begins with the line number.',
    },
  ],
  byHandNote: 'Errors that occur while the script runs are visible only in the browser: in Chromium, chrome://net-export records them.',
  example: {
    ...EXAMPLE_SCRIPT,
    kind: 'pac.syntax-error' as Mistake,
    line: 12 as number | null,
    sourceLine: null as string | null,
    hosts: [] as string[],
  },
  title: (facts) => `${capitalize(scriptPhrase(facts))} ${problem(facts)}`,
  evidence: (facts) => [
    `The script ${MISTAKES[facts.kind]}${lineText(facts.line, facts.sourceLine)}.`,
    facts.hosts.length > 0 && `This happens for ${toList(facts.hosts)}.`,
    ...effectLines(facts),
  ],
  fixes: (facts) => [
    {
      owner: ownerOf(facts),
      text: `${capitalize(scriptPhrase(facts))} ${MISTAKES[facts.kind]}${lineText(facts.line, facts.sourceLine)}. ${facts.place === null ? 'Correct the script.' : `Please correct the proxy script: the programs that read the script (${readersText(facts)}) get no proxy from it and connect directly.`}`,
    },
    { owner: 'you', text: `Until then, set the proxy itself in ${readersText(facts)}.` },
  ],
});

function problem({ kind, line }: Own): string {
  if (kind === 'pac.no-function') return 'has no FindProxyForURL';
  if (kind === 'pac.unusable-answer') return MISTAKES[kind];
  return line === null ? 'has a mistake' : `has a mistake in line ${line}`;
}

const MISTAKES: Readonly<Record<Mistake, string>> = {
  'pac.syntax-error': 'has a syntax error',
  'pac.throws': 'ends in an error',
  'pac.no-function': 'defines no function FindProxyForURL',
  'pac.unusable-answer': 'returns an answer that programs do not understand',
};

function mistakeOf({ observation: { failure, script } }: ObservedProxyScript): Own | null {
  if (failure !== null) {
    if (!isMistake(failure.kind)) return null;
    return { kind: failure.kind, line: script?.line ?? null, sourceLine: script?.sourceLine ?? null, hosts: [] };
  }
  const broken = (script?.answers ?? []).flatMap((answer) => {
    const kind = answer.failure?.kind;
    return kind !== undefined && isMistake(kind) ? { kind, answer } : [];
  });
  const [first] = broken;
  if (first === undefined) return null;
  const { kind, answer } = first;
  const hosts = broken.length === script?.answers.length ? [] : unique(broken.map((each) => each.answer.host));
  return { kind, line: answer.line ?? null, sourceLine: answer.sourceLine ?? null, hosts };
}

function isMistake(kind: FailureKind): kind is Mistake {
  return kind in MISTAKES;
}
