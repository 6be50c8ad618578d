/** Whether the account may use a required image, by region. An image without a query does not count as blocked. */
import { type Evaluation, evaluateCriteria } from '../../knowledge/allowed-images/evaluate.ts';
import { matchesName } from '../../knowledge/allowed-images/name-patterns.ts';
import { type RequiredImage, requiredImage, searchPattern } from '../../knowledge/allowed-images/required-images.ts';
import { type ImageTraits, publicTraits, traitsOfImage } from '../../knowledge/allowed-images/traits.ts';
import type { AllowedImagesSettings } from '../../model/aws/allowed-images-settings.ts';
import type { ImageFacts } from '../../model/aws/image-facts.ts';
import type { Requirement } from '../../model/requirement.ts';
import { type AwsCall, callsOf, resultOf } from './aws-calls.ts';
import { type Contradiction, findContradiction } from './image-contradictions.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export interface ImageAccess {
  row: Requirement;
  image: RequiredImage;
  region: string;
  /** The Allowed AMIs settings; null if unknown. */
  settings: AllowedImagesSettings | null;
  /** Answered queries, each with its result for this image. */
  looks: readonly ImageQueryResult[];
  /** Usable images of this name from a trusted owner, newest first. */
  seen: readonly ImageFacts[];
  /** The result of the criteria; null without settings, or if they are off. */
  evaluation: Evaluation | null;
  /** The image properties that the criteria compare. */
  traits: ImageTraits;
  /**
   * - `usable`: shown, available, and not blocked.
   * - `held-back`: Allowed AMIs is on, and the image is not shown or the criteria certainly exclude it.
   * - `not-shown`: the queries that must show the image do not, and Allowed AMIs does not certainly explain this.
   * - `open`: not queried, or too few answers to decide.
   * - `contradictory`: the pasted answers for this region contradict each other, so none is used.
   */
  state: 'usable' | 'held-back' | 'not-shown' | 'open' | 'contradictory';
  /** True if the setting or a query result was pasted, so that the parameters of the call are unknown. */
  isHandedIn: boolean;
  contradiction: Contradiction | null;
  /** Ids of the observations that show the state of the image. */
  evidence: readonly string[];
}

export interface ImageQueryResult {
  call: AwsCall;
  images: readonly ImageFacts[];
}

/** The image that a requirement needs; null for a requirement without an image. */
export function imageOf(row: Requirement): RequiredImage | null {
  const target = row.targets.map((each) => each.target).find((each) => each.kind === 'ami');
  if (target === undefined) return null;
  const { name, owner } = target;
  const search = searchPattern(name);
  const unknown = { name, search, purpose: row.title, documentedOwner: owner, isAmazons: null, ownersByRegion: null, updatesEnded: null };
  return { ...(requiredImage(name) ?? unknown), documentedOwner: owner };
}

const eachAccess = memoize((view): ImageAccess[] =>
  view.session.requirements.flatMap((row) => {
    const image = row.area === 'ami' ? imageOf(row) : null;
    if (image === null) return [];
    const calls = callsOf(view, 'describe-images', 'get-allowed-images-settings');
    const regions = new Set(calls.filter(({ observation }) => observation.requirements.includes(row.id)).map(({ region }) => region));
    return [...regions].map((region) => accessIn(view, row, image, region));
  }),
);

/** Every required image in each region with an answer, in catalogue order. */
export const imageAccess = memoize((view): ImageAccess[] => {
  const all = eachAccess(view);
  const doubtful = new Set(all.flatMap(({ region, contradiction }) => (contradiction === null ? [] : [region])));
  return all.map((access) => (doubtful.has(access.region) ? { ...access, state: 'contradictory' } : access));
});

function accessIn(view: View, row: Requirement, image: RequiredImage, region: string): ImageAccess {
  const settingsCall = callsOf(view, 'get-allowed-images-settings').findLast(
    (call) => call.region === region && resultOf(call, 'settings'),
  );
  const settings = settingsCall === undefined ? null : resultOf(settingsCall, 'settings');
  const looks = callsOf(view, 'describe-images').flatMap((call): ImageQueryResult[] => {
    const result = call.region === region && call.observation.requirements.includes(row.id) ? resultOf(call, 'images') : null;
    return result === null ? [] : [{ call, images: result.images.filter((each) => isOfName(each, image)) }];
  });
  const seen = looks.flatMap(({ images }) => images).filter((each) => isUsable(each) && isTrusted(each, image));
  const [newest] = seen;
  // A pasted result may be shortened and lack the owner alias of Amazon's own images.
  const group = image.isAmazons === true ? { group: 'amazon' as const } : {};
  const traits = newest === undefined ? publicTraits(image, region) : { ...traitsOfImage(newest), ...group };
  const isJudged = settings !== null && (settings.state === 'enabled' || settings.state === 'audit-mode');
  const evaluation = isJudged ? evaluateCriteria(settings.criteria, traits, view.session.startedAt) : null;
  const isHandedIn = [...(settingsCall === undefined ? [] : [settingsCall]), ...looks.map(({ call }) => call)].some(
    ({ answer }) => answer?.pasted === true,
  );
  const contradiction = findContradiction({ settings, seen, evaluation, isHandedIn });
  const isPartial = isPrintedForAnother(view, region, looks);
  const access = { row, image, region, settings, looks, seen, evaluation, traits, isHandedIn, contradiction };
  const evidence = [...(settingsCall === undefined ? [] : [settingsCall.id]), ...looks.map(({ call }) => call.id)];
  const state = stateOf(access);
  // A partial list cannot show that the image is missing, but an image that the criteria seem to exclude still counts as blocked.
  return { ...access, state: isPartial && state === 'not-shown' ? 'open' : state, evidence };
}

/** A pasted list that shows only another required image may come from a query for that one image. */
function isPrintedForAnother(view: View, region: string, looks: readonly ImageQueryResult[]): boolean {
  if (looks.length === 0 || !looks.every(({ call, images }) => call.answer?.pasted === true && images.length === 0)) return false;
  return callsOf(view, 'describe-images').some(
    (call) => call.region === region && call.answer?.pasted === true && (resultOf(call, 'images')?.images.length ?? 0) > 0,
  );
}

function stateOf({ image, region, settings, looks, seen, evaluation }: Omit<ImageAccess, 'state' | 'evidence'>): ImageAccess['state'] {
  const enforced = settings?.state === 'enabled';
  // The image is usable even if the setting is unknown, because only audit mode shows an image that is not allowed.
  if (seen.length > 0) return seen.some(({ allowed }) => !enforced || allowed !== false) ? 'usable' : 'held-back';
  if (enforced && evaluation?.outcome === 'hidden') return 'held-back';
  if (!looks.some(({ call }) => mustShow(call, image, region))) return 'open';
  return enforced && evaluation?.outcome === 'cannot-evaluate' ? 'held-back' : 'not-shown';
}

/** A query that must show the image to any account that may use it. The documented owner owns the image in only one region. */
function mustShow({ target }: AwsCall, { isAmazons, ownersByRegion, documentedOwner }: RequiredImage, region: string): boolean {
  const { owner } = target;
  if (owner === undefined) return true;
  if (owner === 'amazon') return isAmazons === true;
  return ownersByRegion === null ? owner === documentedOwner : owner === ownersByRegion[region];
}

function isOfName({ name, requiredName }: ImageFacts, image: RequiredImage): boolean {
  return requiredName === null ? name !== null && matchesName(image.search, name) : requiredName === image.name;
}

function isUsable({ state }: ImageFacts): boolean {
  return state === null || state === 'available';
}

/** Any account can give an image this name; only the owner identifies the right image. */
function isTrusted({ owner, ownerAlias }: ImageFacts, { documentedOwner, ownersByRegion, isAmazons }: RequiredImage): boolean {
  if (isAmazons === true && ownerAlias === 'amazon') return true;
  return owner === documentedOwner || (owner !== null && Object.values(ownersByRegion ?? {}).includes(owner));
}

export function imageRows({ session }: View): string[] {
  return session.requirements.filter(({ area }) => area === 'ami').map(({ id }) => id);
}
