import type { HostFacts } from '../../model/host-facts.ts';

/**
 * It has nothing to send with, or nowhere to send to. A link that has just come up is not listed for a moment, while its
 * route is there: that contradicts itself and proves nothing.
 */
export function isUnconnected({ interfaces, defaultRoute4, defaultRoute6 }: HostFacts): boolean {
  if (defaultRoute4 === true || defaultRoute6 === true) return false;
  return interfaces === 0 || defaultRoute4 === false;
}
