/** Which regions the ladder is climbed in. */
import type { Session } from '../../model/session.ts';
import { credentialsOf } from './told.ts';

/** The person's word, else where the machine is, else what AWS's own settings say. Empty: nobody has said. */
export function regionsOf(session: Session): string[] {
  if (session.profile.regions.length > 0) return session.profile.regions;
  const metadata = session.observations.findLast((observation) => observation.probe === 'metadata');
  const here = metadata?.probe === 'metadata' ? (metadata.facts?.region ?? null) : null;
  const named = here ?? credentialsOf(session)?.region?.name ?? null;
  return named === null ? [] : [named];
}

/** A region that every account of the partition has; the partition shows in the name of the region. */
export function homeRegion(region: string): string {
  if (region.startsWith('cn-')) return 'cn-north-1';
  if (region.startsWith('us-gov-')) return 'us-gov-west-1';
  if (region.startsWith('eusc-')) return 'eusc-de-east-1';
  return 'us-east-1';
}
