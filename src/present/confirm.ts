/** Two things are asked before they are done: leaving with something unfinished, and showing masked values. */
import type { Overlay, PresentInput } from './input.ts';

export interface ConfirmModel {
  question: string;
  consequence: string;
  yes: string;
  no: string;
}

export function presentConfirm(overlay: Extract<Overlay, `confirm-${string}`>, { live }: PresentInput): ConfirmModel {
  if (overlay === 'confirm-reveal') {
    return {
      question: 'Show the real values on this screen?',
      consequence: 'Everybody who watches sees addresses, host names and accounts for the next minute. The bundle stays masked.',
      yes: 'show them',
      no: 'keep them masked',
    };
  }
  return {
    question: 'Leave now?',
    consequence:
      live === null ? 'No support bundle has been written in this session.' : 'A step is still being measured; leaving stops it.',
    yes: 'leave',
    no: 'stay',
  };
}
