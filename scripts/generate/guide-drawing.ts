/** Draws the table as a Mermaid flowchart, for docs/guide.md. Questions are hexagons, measurements boxes. */

import type { Guard, Step } from '../../src/guide/step.ts';
import { STEP_IDS, type StepId } from '../../src/guide/step-ids.ts';
import { STEPS } from '../../src/guide/steps.ts';
import { FINDINGS } from '../../src/model/finding-codes.ts';

export function drawGuide(): string {
  const lines = ['flowchart TD'];
  for (const id of STEP_IDS) lines.push(`  ${nodeName(id)}${node(STEPS[id])}`);
  for (const id of STEP_IDS) lines.push(...edges(id).map((edge) => `  ${edge}`));
  return `${lines.join('\n')}\n`;
}

function edges(id: StepId): string[] {
  const step = STEPS[id];
  const from = nodeName(id);
  if (step.kind === 'advise') return [`${from} -- "next cause, or the step that follows" --> ${nodeName('finish')}`];
  if (!('routes' in step)) return [];
  const routes = step.routes.map(({ when, to }) => `${from} -- "${when.map(guardText).join(' and ')}" --> ${nodeName(to)}`);
  const cause = step.kind === 'measure' ? [`${from} -. "a cause" .-> ${nodeName('advise')}`] : [];
  return [...routes, `${from} --> ${nodeName(step.otherwise)}`, ...cause];
}

function node(step: Step): string {
  const text = `"${step.title}<br/>${step.question}"`;
  return step.kind === 'ask' ? `{{${text}}}` : step.kind === 'measure' ? `[${text}]` : `([${text}])`;
}

function guardText(guard: Guard): string {
  switch (guard.kind) {
    case 'answer':
      return `${guard.step}: ${guard.is.map((value) => (value === '' ? 'empty' : value)).join(', ')}`;
    case 'message':
      return `the message speaks of ${codeOf(guard.about)} ${guard.about}`;
    case 'finding':
      return `${codeOf(guard.name)} ${guard.name}`;
    case 'verdict':
      return `${'area' in guard ? guard.area : guard.requirement} is ${guard.is}`;
  }
}

function codeOf(name: string): string {
  return Object.entries(FINDINGS).find(([, other]) => other === name)?.[0] ?? '';
}

/** Mermaid reserves `end` and hyphens. */
function nodeName(id: StepId): string {
  return `step_${id.replaceAll('-', '_')}`;
}
