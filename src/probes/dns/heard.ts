/** Marks lookups that timed out while this process hardly ran: their silence proves nothing about the resolver, so they are not cached. */
import { isLocalLimit } from '../../model/failure.ts';
import type { NameAnswer } from '../../model/observation.ts';
import { fail } from '../classify.ts';
import { processStalls } from '../limits/stalls.ts';
import type { NameLookup, NameResolver } from './names.ts';

export function keepAnsweredLookups(names: NameResolver): NameResolver {
  const known = new WeakMap<NameLookup, NameLookup>();
  return {
    ...names,
    ask(...[host, ...how]: Parameters<NameResolver['ask']>) {
      const lookup = names.ask(host, ...how);
      const before = known.get(lookup);
      if (before !== undefined) return before;
      const hear = hearing(host);
      const heard = { system: lookup.system.then(hear), resolvers: lookup.resolvers.then((answers) => answers.map(hear)) };
      known.set(lookup, heard);
      const look = ([system, resolvers]: [NameAnswer, NameAnswer[]]) => {
        // Otherwise other callers would get this result from the cache for a while.
        if ([system, ...resolvers].some(isLocalLimit)) names.forget(host);
      };
      Promise.all([heard.system, heard.resolvers]).then(look, () => {});
      return heard;
    },
  };
}

function hearing(host: string): (answer: NameAnswer) => NameAnswer {
  const begunAt = performance.now();
  const lostBefore = processStalls.lostMs();
  return (answer) => {
    const isStarved = (processStalls.lostMs() - lostBefore) * 2 >= performance.now() - begunAt;
    return isStarved && answer.failure?.kind === 'dns.timeout' ? { ...answer, failure: fail('machine.starved', host) } : answer;
  };
}
