/** Names whose failure has a known mechanism: a filter, a false answer, DNSSEC, injection or rewriting (208 to 212). */

import { detailsOf, dnssecAdmission, filterAdmission } from './extended-errors.ts';
import { failuresByName } from './failures-of-name.ts';
import { falselyAnswered } from './false-answers.ts';
import { injections } from './injections.ts';
import { perView } from './memo.ts';
import { rewrittenNxdomain } from './rewritten-names.ts';
import type { View } from './view.ts';

export const namesWithMechanism = perView((view: View): ReadonlySet<string> => {
  // A resolver can have admitted only names that were queried in detail.
  const admitted = [...detailsOf(view).keys()].filter(
    (name) => failuresByName(view).has(name) && (filterAdmission(view, name) !== null || dnssecAdmission(view, name) !== null),
  );
  const others = [...injections(view), ...(rewrittenNxdomain(view)?.rows ?? []), ...falselyAnswered(view)];
  return new Set([...admitted, ...others.map(({ name }) => name)]);
});
