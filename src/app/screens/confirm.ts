/** Actions that need a confirmation: leaving with unfinished work, and showing masked values. */
import type { Overlay } from '../screen-name.ts';
import type { BundleState, PresenterInput } from './input.ts';

export interface ConfirmModel {
  question: string;
  consequence: string;
  yes: string;
  no: string;
}

export function presentConfirm(overlay: Extract<Overlay, `confirm-${string}`>, { live, watch, ui }: PresenterInput): ConfirmModel {
  if (overlay === 'confirm-reveal') {
    return {
      question: 'Show the real values on this screen?',
      consequence: 'All who watch this screen see addresses, host names and accounts for the next minute. The bundle stays masked.',
      yes: 'show them',
      no: 'keep them masked',
    };
  }
  return {
    question: 'Leave now?',
    consequence: live !== null || watch !== null ? 'A step is still being measured; leaving stops it.' : BUNDLE_WORDS[ui.bundle.state],
    yes: 'leave',
    no: 'stay',
  };
}

const BUNDLE_WORDS = {
  none: 'No support bundle has been written in this session.',
  outdated: 'What was measured since the support bundle was written is in no bundle.',
  writing: 'The support bundle is being written right now; leaving may lose it.',
  failed: 'The support bundle could not be written.',
  written: 'The support bundle is written.',
  opened: 'This session was opened from a bundle; nothing is lost.',
} as const satisfies Record<BundleState['state'], string>;
