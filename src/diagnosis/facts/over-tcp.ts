/** Resolvers that are silent over UDP and answer over TCP: the path drops datagrams to port 53, and programs ask by nothing else first. */
import { unique } from '../evidence/wording.ts';
import type { View } from '../view.ts';
import { detailsOf } from './extended-errors.ts';
import { perView } from './memo.ts';
import { resolverText } from './names.ts';

export interface OverTcp {
  resolvers: string[];
  /** Observations that show it. */
  ids: string[];
}

export const answersOverTcp = perView((view: View): OverTcp => {
  const found = [...detailsOf(view).values()].flatMap(({ id, answers }) =>
    answers.flatMap(({ from, overTcp, datagrams = [] }) =>
      from.kind === 'resolver' && overTcp !== undefined && datagrams.length === 0 ? { id, resolver: resolverText(from) } : [],
    ),
  );
  return { resolvers: unique(found.map(({ resolver }) => resolver)), ids: unique(found.map(({ id }) => id)) };
});
