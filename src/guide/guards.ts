/** Makes and evaluates guards. A guard is data about an answer, a message, a finding or a verdict, and about nothing else. */
import type { Area } from '../model/area.ts';
import type { FindingName } from '../model/finding-codes.ts';
import type { VerdictWord } from '../model/verdict.ts';
import { storedMatch } from './pasted-message.ts';
import type { AnswerGuard, AnswerValues, FindingGuard, Guard, MessageGuard, VerdictGuard } from './step.ts';
import type { QuestionId } from './step-ids.ts';
import { areaVerdict, type Summary } from './summary.ts';

export function answer<Id extends QuestionId>(step: Id, ...is: AnswerValues[Id][]): AnswerGuard {
  return { kind: 'answer', step, is } as AnswerGuard;
}

export function finding(name: FindingName): FindingGuard {
  return { kind: 'finding', name };
}

/** With these findings, only an administrator can query AWS. The output can be pasted here. */
export const UNUSABLE_CREDENTIALS = [
  'aws-credentials-missing',
  'aws-credentials-expired',
  'aws-credentials-invalid',
  'aws-role-denied',
  'describe-images-denied',
] as const satisfies readonly FindingName[];

export function verdict(requirement: `${Area}.${string}`, is: VerdictWord): VerdictGuard {
  return { kind: 'verdict', requirement, is };
}

export function message(about: FindingName): MessageGuard {
  return { kind: 'message', about };
}

export interface GuardContext {
  answers: Readonly<Partial<Record<QuestionId, string>>>;
  summary: Summary;
}

export function allGuardsHold(guards: readonly Guard[], known: GuardContext): boolean {
  return guards.every((guard) => holds(guard, known));
}

function holds(guard: Guard, { answers, summary }: GuardContext): boolean {
  switch (guard.kind) {
    case 'answer': {
      const given = answers[guard.step];
      return given !== undefined && (guard.is as readonly string[]).includes(given);
    }
    case 'message':
      return storedMatch(answers['error-message'] ?? '')?.findings.includes(guard.about) ?? false;
    case 'finding':
      return summary.causes.some((cause) => cause.name === guard.name);
    case 'verdict':
      return 'area' in guard
        ? areaVerdict(summary, guard.area) === guard.is
        : summary.verdicts.some((row) => row.requirement === guard.requirement && row.verdict === guard.is);
  }
}
