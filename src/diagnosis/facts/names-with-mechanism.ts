/** Names whose failure has a known mechanism: a filter, a false answer, DNSSEC, injection or rewriting (208 to 212). */

import { dnsDetails, dnssecReport, filterReport } from './extended-errors.ts';
import { failuresByName } from './failures-of-name.ts';
import { falseAnswers } from './false-answers.ts';
import { injections } from './injections.ts';
import { memoize } from './memo.ts';
import { rewrittenNxdomain } from './rewritten-names.ts';
import type { View } from './view.ts';

export const namesWithMechanism = memoize((view: View): ReadonlySet<string> => {
  // Only a detailed query shows whether a resolver reports that it filters.
  const admitted = [...dnsDetails(view).keys()].filter(
    (name) => failuresByName(view).has(name) && (filterReport(view, name) !== null || dnssecReport(view, name) !== null),
  );
  const others = [...injections(view), ...(rewrittenNxdomain(view)?.rows ?? []), ...falseAnswers(view)];
  return new Set([...admitted, ...others.map(({ name }) => name)]);
});
