/** Pasted output replaces the calls: the requests are the same, and the output is their answer. */
import type { ProbeRequest } from '../../model/probe-request.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { regionsOf } from './answers.ts';
import { imageTarget } from './images.ts';
import { awsCall, callOptionsOf } from './requests.ts';

/** The region of pasted answers, which do not contain it. */
const NO_REGION = 'unknown';

export function pastedRequests(rows: readonly Requirement[], session: Session): ProbeRequest[] {
  const { pasted } = session.profile;
  if (pasted === undefined) return [];
  const region = regionsOf(session)[0] ?? NO_REGION;
  const ask = callOptionsOf(session.profile);
  const ids = rows.flatMap((row) => (imageTarget(row) === null ? [] : [row.id]));
  const settings =
    pasted.settings === null
      ? []
      : [awsCall({ operation: 'get-allowed-images-settings', region }, ids, { ...ask, pasted: { kind: 'settings', ...pasted.settings } })];
  const { images } = pasted;
  if (images === null) return settings;
  const looks = rows.flatMap((row) => {
    const name = imageTarget(row)?.name;
    if (name === undefined) return [];
    // The command for the administrator lists every required image, so a missing one is invisible to the account.
    const own = images.images.filter(({ requiredName }) => requiredName === name);
    return [
      awsCall({ operation: 'describe-images', region, name }, [row.id], {
        ...ask,
        pasted: { kind: 'images', total: own.length, images: own },
      }),
    ];
  });
  return [...settings, ...looks];
}
