/** The two lines at the top of every screen: vantage point, region and masking; the path. */

import { hasProxyVariable } from '../../documents/proxies/program-routes.ts';
import { matchTitle } from '../../documents/report/matched-error.ts';
import { createSay } from '../../documents/words/say.ts';
import { vantageText } from '../../documents/words/words.ts';
import { breadcrumbs, measureStepOf, storedMatch } from '../../guide/index.ts';
import type { Area } from '../../model/area.ts';
import type { PresenterInput } from './input.ts';
import { isPermanentlyMasked } from './permanently-masked.ts';
import { shownFinding } from './shown-finding.ts';
import { requirementsOf } from './step-requirements.ts';

export interface HeaderModel {
  product: string;
  /** The demo scenario; null on a real network. */
  demo: string | null;
  /** The known facts, most important first: `on: the runner`, `region: us-east-1`. */
  facts: string[];
  valuesShown: boolean;
  /** True if the real values are known, so that the user can reveal them. */
  canReveal: boolean;
  /** Seconds until real values are masked again; null without a limit. */
  revealSeconds: number | null;
  /** True if a proxy variable is set, so that NO_PROXY has an effect. */
  proxied: boolean;
  /** The areas of the present step or finding. */
  about: ReadonlySet<Area>;
  hasBefore: boolean;
  breadcrumbs: string[];
  /** The text at the right end of the second line: `step 4 of 7`, `result`. */
  position: string;
}

/** The meaning of a pasted message, in a few words. */
function messageFact({ guide, mask }: PresenterInput): string[] {
  const kept = guide.answers['error-message'] ?? guide.message ?? '';
  if (kept === '') return [];
  const match = storedMatch(kept);
  return [match === null ? 'message: not recognised' : mask(`message: ${matchTitle(match)}`)];
}

export function presentHeader(input: PresenterInput, position: string): HeaderModel {
  const { profile, demo } = input.session;
  const say = createSay(input.mask);
  const facts = [
    `on: ${vantageText(profile)}`,
    ...(profile.regions.length === 0 ? [] : [say`region: ${profile.regions.join(', ')}`]),
    ...messageFact(input),
  ];
  return {
    product: 'gitpod-doctor',
    demo,
    facts,
    valuesShown: input.ui.valuesShown,
    canReveal: !isPermanentlyMasked(input.ui.bundle),
    revealSeconds: input.ui.revealSeconds,
    proxied: hasProxyVariable(input.session),
    about: areasOf(input),
    hasBefore: input.guide.trail.slice(0, -1).some(({ skipped }) => skipped === null),
    breadcrumbs: breadcrumbs(input.guide).map(input.mask),
    position,
  };
}

/** The areas of the present step; on the last screen all areas that were asked for. */
function areasOf(input: PresenterInput): ReadonlySet<Area> {
  const { session, guide } = input;
  const finding = shownFinding(input);
  if (finding !== null) {
    const concerned = new Set(finding.requirements);
    return new Set(session.requirements.filter(({ id }) => concerned.has(id)).map(({ area }) => area));
  }
  if (guide.at === 'finish') return new Set(session.requirements.filter(({ id }) => session.asked.has(id)).map(({ area }) => area));
  return new Set(requirementsOf(guide.at === 'advise' ? null : measureStepOf(guide), session).map(({ area }) => area));
}
