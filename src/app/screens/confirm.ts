/** The screens that ask for a confirmation: before leaving with unfinished work, and before showing masked values. */
import type { Overlay } from '../screen-name.ts';
import type { BundleState, PresenterInput } from './input.ts';

export interface ConfirmModel {
  question: string;
  consequence: string;
  yes: string;
  no: string;
  /** A bundle can still be previewed and written before leaving. */
  offersBundle: boolean;
}

export function presentConfirm(overlay: Extract<Overlay, `confirm-${string}`>, { live, watch, ui }: PresenterInput): ConfirmModel {
  const isMeasuring = live !== null || watch !== null;
  if (overlay === 'confirm-reveal') {
    return {
      question: 'Show the real values on this screen?',
      consequence: 'Anyone who sees this screen can read addresses, host names and accounts for one minute. The bundle stays masked.',
      yes: 'show them',
      no: 'keep them masked',
      offersBundle: false,
    };
  }
  return {
    question: 'Leave now?',
    consequence: isMeasuring ? 'A step is still being measured; leaving stops it.' : bundleText(ui.bundle),
    yes: 'leave',
    no: 'stay',
    offersBundle: !isMeasuring && isBundleWritable(ui.bundle),
  };
}

export function isBundleWritable({ state }: BundleState): boolean {
  return state === 'none' || state === 'outdated' || state === 'failed';
}

function bundleText(bundle: BundleState): string {
  return bundle.state === 'written' ? `The support bundle is written: ${bundle.path}` : BUNDLE_WORDS[bundle.state];
}

const BUNDLE_WORDS = {
  none: 'No support bundle has been written in this session.',
  outdated: 'The support bundle does not contain what was measured after it was written.',
  writing: 'The support bundle is being written right now; leaving may lose it.',
  failed: 'The support bundle could not be written.',
  opened: 'This session was opened from a bundle; nothing is lost.',
} as const satisfies Record<Exclude<BundleState['state'], 'written'>, string>;
