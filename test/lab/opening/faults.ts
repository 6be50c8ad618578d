/** The messages about what a request does not achieve. */
import type { Report } from '../../../src/model/report.ts';

export function faultOf(what: string, places: readonly string[]): string[] {
  return places.length === 0
    ? []
    : [`${what}: ${places.slice(0, 5).join(', ')}${places.length > 5 ? ` and ${places.length - 5} more` : ''}`];
}

export function unmetRows({ requirements }: Report): string {
  return requirements.flatMap(({ id, counts, verdict }) => (counts && verdict !== 'met' ? [id] : [])).join(', ');
}
