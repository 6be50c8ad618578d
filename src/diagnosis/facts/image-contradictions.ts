/**
 * Pasted answers that cannot both be true for one account, region and time (EC2 User Guide, "How Allowed AMIs works"): an enabled setting
 * shows only allowed images, an audited one marks each image, a disabled one marks none.
 */
import type { Evaluation } from '../../knowledge/allowed-images/evaluate.ts';
import type { AllowedImagesSettings } from '../../model/aws/allowed-images-settings.ts';
import type { ImageFacts } from '../../model/aws/image-facts.ts';

/**
 * - `shown-though-excluded`: the setting is enabled and excludes the image, and the list shows it.
 * - `marked-though-off`: the list marks the image as allowed or not, which requires that the setting is on.
 * - `marked-otherwise`: the setting is audited, and the list's mark differs from the criteria.
 */
export type Contradiction = 'shown-though-excluded' | 'marked-though-off' | 'marked-otherwise';

interface Answers {
  settings: AllowedImagesSettings | null;
  seen: readonly ImageFacts[];
  evaluation: Evaluation | null;
  isHandedIn: boolean;
}

/** How the pasted answers contradict each other. Null if they agree, or if both came from AWS itself, whose own mark decides. */
export function findContradiction({ settings, seen, evaluation, isHandedIn }: Answers): Contradiction | null {
  const [newest] = seen;
  if (!isHandedIn || settings === null || newest === undefined) return null;
  const marks = new Set(seen.flatMap(({ allowed }) => allowed ?? []));
  switch (settings.state) {
    case 'enabled':
      return marks.has(false) || evaluation?.outcome === 'hidden' ? 'shown-though-excluded' : null;
    case 'disabled':
      return marks.size > 0 ? 'marked-though-off' : null;
    case 'audit-mode': {
      const judged = evaluation?.outcome === 'allowed' ? true : evaluation?.outcome === 'hidden' ? false : null;
      return judged !== null && newest.allowed === !judged ? 'marked-otherwise' : null;
    }
    default:
      return null;
  }
}
