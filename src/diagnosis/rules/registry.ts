/** Every rule, in the order of the codes. The order has no effect, because `coverFailures` sorts the claims. */
import * as rules from './all.ts';
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = Object.values(rules).sort((a, b) => (a.code < b.code ? -1 : 1));
