import type { HostFacts } from '../../model/host-facts.ts';

/**
 * No interface or no route to send with. A link that has just come up is not listed for a moment although its route exists: this
 * contradiction proves nothing.
 */
export function isUnconnected({ interfaces, defaultRoute4, defaultRoute6 }: HostFacts): boolean {
  if (defaultRoute4 === true || defaultRoute6 === true) return false;
  return interfaces === 0 || defaultRoute4 === false;
}
