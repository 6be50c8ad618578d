/** The dry run of a launch, one per visible required image, only with consent and with real launch options. */
import type { ProbeRequest } from '../../model/probe-request.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { resultOf } from './answers.ts';
import { imageTarget } from './images.ts';
import { awsCall, callOptionsOf } from './requests.ts';

export function launchRequests(
  rows: readonly Requirement[],
  regions: readonly string[],
  looks: readonly ProbeRequest[],
  session: Session,
): ProbeRequest[] {
  const { profile } = session;
  // A subnet belongs to one region, and the user names it for the first one.
  const [region] = regions;
  if (!profile.consents.includes('launch-dry-run') || region === undefined) return [];
  const serves = rows.filter((row) => imageTarget(row) === null).map(({ id }) => id);
  if (serves.length === 0) return [];
  const ask = { ...callOptionsOf(profile), launch: profile.launch ?? null };
  return rows.flatMap((row) => {
    const shown = looks
      .filter(({ requirements, target }) => requirements.includes(row.id) && target.kind === 'aws' && target.region === region)
      .flatMap((look) => resultOf(look, 'images', session)?.images ?? [])
      .filter(({ state, id }) => id !== null && (state === null || state === 'available'));
    const newest = shown.toSorted((a, b) => ((a.createdAt ?? '') < (b.createdAt ?? '') ? 1 : -1))[0]?.id;
    return newest == null ? [] : [awsCall({ operation: 'run-instances-dry-run', region, image: newest }, serves, ask)];
  });
}
