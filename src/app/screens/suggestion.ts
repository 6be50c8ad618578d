/** An answer found on this machine. The user sees its source, and accepts or changes it. */

import { createSay, type Mask } from '../../documents/words/say.ts';
import { currentStep, type StepId } from '../../guide/index.ts';
import { fitOf, installationSigns } from '../../knowledge/installation.ts';
import { EDITION_WORDS, signsText } from '../../knowledge/installation-words.ts';
import { hostFactsOf } from '../../model/observation.ts';
import type { Session } from '../../model/session.ts';
import type { PresenterInput } from './input.ts';

export interface Suggestion {
  value: string;
  /** `us-east-1, from AWS_REGION`, masked. */
  text: string;
  /** True if the value contains no private name, so that it can prefill the field. */
  isPublic: boolean;
}

/** Null if nothing was found, or an answer was given before. */
export function suggestionOf({ guide, session, mask }: Pick<PresenterInput, 'guide' | 'session' | 'mask'>): Suggestion | null {
  if (currentStep(guide).kind !== 'ask' || (guide.answers as Readonly<Record<string, string | undefined>>)[guide.at] !== undefined)
    return null;
  return suggest(guide.at, session, mask);
}

function suggest(step: StepId, session: Session, mask: Mask): Suggestion | null {
  const say = createSay(mask);
  const found = hostFactsOf(session.observations)?.setUp ?? null;
  const metadata = session.observations.findLast((each) => each.probe === 'metadata');
  const place = metadata?.probe === 'metadata' && metadata.facts?.isEc2 === true ? metadata.facts : null;
  switch (step) {
    case 'runner': {
      const fit = fitOf(installationSigns(session));
      if (fit === null || fit.edition === 'document') return null;
      return { value: fit.edition, text: `${EDITION_WORDS[fit.edition]}: ${signsText(fit.signs)}`, isPublic: true };
    }
    case 'region': {
      if (place?.region != null) return { value: place.region, text: `${place.region}, by the instance itself`, isPublic: true };
      const region = found?.region ?? null;
      if (region === null) return null;
      const from = region.from === 'config' ? 'the configuration of the AWS programs' : region.from;
      return { value: region.name, text: `${region.name}, from ${from}`, isPublic: true };
    }
    case 'account': {
      const account = place?.account ?? accountOf(session);
      return account === null ? null : { value: account, text: say`${account}`, isPublic: false };
    }
    case 'ide': {
      const [one, other] = found?.editors ?? [];
      if (one === undefined) return null;
      return {
        value: other === undefined ? one : 'both',
        text: (found?.editors ?? []).map((each) => EDITORS[each]).join(' and '),
        isPublic: true,
      };
    }
    case 'scm-address':
      return found?.scm == null ? null : { value: found.scm, text: say`${found.scm}, of the repository in this folder`, isPublic: false };
    default:
      return null;
  }
}

const EDITORS = { vscode: 'VS Code', jetbrains: 'JetBrains' } as const;

/** The account that AWS reports for the caller. */
function accountOf({ observations }: Session): string | null {
  const phases = observations.flatMap((each) => (each.probe === 'aws' ? each.phases : []));
  const identities = phases.flatMap((phase) => (phase.name === 'aws' && phase.result?.kind === 'identity' ? [phase.result.account] : []));
  return identities.at(-1) ?? null;
}
