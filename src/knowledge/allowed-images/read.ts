/**
 * Parses AWS's responses about settings and images: the JSON of `aws ec2 get-allowed-images-settings` and `aws ec2 describe-images`, which
 * the SDK returns in the same form. Unknown fields are tolerated; a known field with an unexpected value is left out, never guessed.
 */

import {
  ALLOWED_IMAGES_STATES,
  type AllowedImagesSettings,
  type ImageCriterion,
  type ImageNamePattern,
  type ImageProvider,
  PROVIDER_WORDS,
  SETTINGS_MANAGERS,
} from '../../model/aws/allowed-images-settings.ts';
import { type ImageFacts, type ImagesSeen, MAX_IMAGES } from '../../model/aws/image-facts.ts';
import { coversPattern, matchesName, patternsOverlap } from './name-patterns.ts';
import { REQUIRED_NAMES, searchPattern } from './required-images.ts';

type Json = Readonly<Record<string, unknown>>;

/** Limits far above the limits of AWS (10 criteria, 200 providers, 50 names), but small enough to process. */
const MAX_CRITERIA = 50;
const MAX_VALUES = 500;
const MAX_NAME_LENGTH = 128;

/** Null if the value is not a response with settings: without `State` it does not describe Allowed AMIs. */
export function readAllowedImagesSettings(value: unknown, required: readonly string[] = REQUIRED_NAMES): AllowedImagesSettings | null {
  const state = record(value)?.['State'];
  if (typeof state !== 'string') return null;
  const { ManagedBy, ImageCriteria } = record(value) ?? {};
  return {
    state: wordOf(ALLOWED_IMAGES_STATES, state),
    managedBy: typeof ManagedBy === 'string' ? wordOf(SETTINGS_MANAGERS, ManagedBy) : null,
    criteria: list(ImageCriteria)
      .slice(0, MAX_CRITERIA)
      .map((criterion) => criterionOf(record(criterion), required)),
  };
}

/** Null if the value is not a response to DescribeImages, which always has a list, even an empty one. */
export function readImages(value: unknown, required: readonly string[] = REQUIRED_NAMES): ImagesSeen | null {
  const images = record(value)?.['Images'];
  if (!Array.isArray(images)) return null;
  const read = images.flatMap((image) => imageOf(record(image), required));
  return { total: read.length, images: telling(read).slice(0, MAX_IMAGES) };
}

/** Required images first, then the newest; alternates names and owners, so that many images of one owner do not displace the others. */
function telling(images: readonly ImageFacts[]): ImageFacts[] {
  const kinds = Map.groupBy(images, ({ requiredName, owner }) => `${requiredName} ${requiredName === null ? '' : owner}`);
  const placed = [...kinds.values()].flatMap((kind) =>
    kind.toSorted((a, b) => madeAt(b) - madeAt(a)).map((image, place) => ({ image, place })),
  );
  const isOther = ({ requiredName }: ImageFacts) => Number(requiredName === null);
  return placed
    .sort((a, b) => isOther(a.image) - isOther(b.image) || a.place - b.place || madeAt(b.image) - madeAt(a.image))
    .map(({ image }) => image);
}

function criterionOf(criterion: Json | null, required: readonly string[]): ImageCriterion {
  const known = new Set(['ImageProviders', 'ImageNames', 'MarketplaceProductCodes', 'CreationDateCondition', 'DeprecationTimeCondition']);
  const fields = Object.entries(criterion ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const read = {
    providers: texts(criterion?.['ImageProviders'], providerOf),
    names: texts(criterion?.['ImageNames'], (name) => namePattern(name, required)),
    marketplaceProductCodes: texts(criterion?.['MarketplaceProductCodes'], (code) => (/^[a-z0-9]{1,64}$/i.test(code) ? code : null)),
    maximumDaysSinceCreated: days(criterion?.['CreationDateCondition'], 'MaximumDaysSinceCreated'),
    maximumDaysSinceDeprecated: days(criterion?.['DeprecationTimeCondition'], 'MaximumDaysSinceDeprecated'),
  };
  const unreadable = [
    ['CreationDateCondition', read.maximumDaysSinceCreated],
    ['DeprecationTimeCondition', read.maximumDaysSinceDeprecated],
    ['ImageProviders', read.providers],
    ['ImageNames', read.names],
    ['MarketplaceProductCodes', read.marketplaceProductCodes],
  ] as const;
  const present = new Set(fields.map(([name]) => name));
  return {
    ...read,
    unknown: [
      ...fields.flatMap(([name]) => (known.has(name) ? [] : [keyName(name)])),
      ...unreadable.flatMap(([name, value]) => (present.has(name) && value === null ? [name] : [])),
    ],
  };
}

/** A criterion's values; null when there are none, or one has an undocumented form. */
function texts<T>(value: unknown, read: (text: string) => T | null): T[] | null {
  if (!Array.isArray(value) || value.length > MAX_VALUES) return null;
  const values = value.map((each) => (typeof each === 'string' ? read(each) : null));
  return values.includes(null) ? null : values.filter((each) => each !== null);
}

function providerOf(text: string): ImageProvider | null {
  if (/^\d{12}$/.test(text)) return text;
  return PROVIDER_WORDS.find((word) => word === text) ?? null;
}

function namePattern(pattern: string, required: readonly string[]): ImageNamePattern | null {
  if (pattern === '' || pattern.length > MAX_NAME_LENGTH) return null;
  const covers = required.filter((name) => coversPattern(pattern, searchPattern(name)));
  const overlaps = required.filter((name) => !covers.includes(name) && patternsOverlap(pattern, searchPattern(name)));
  return { pattern, covers, overlaps };
}

function days(condition: unknown, field: string): number | null {
  const value = record(condition)?.[field];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function imageOf(image: Json | null, required: readonly string[]): ImageFacts[] {
  if (image === null) return [];
  const name = text(image['Name'], MAX_NAME_LENGTH);
  return [
    {
      id: token(image['ImageId'], /^ami-[0-9a-f]{1,40}$/),
      name,
      requiredName: name === null ? null : (required.find((each) => matchesName(searchPattern(each), name)) ?? null),
      owner: token(image['OwnerId'], /^\d{12}$/),
      ownerAlias: token(image['ImageOwnerAlias'], /^[a-z][a-z-]{1,40}$/),
      public: flag(image['Public']),
      state: token(image['State'], /^[a-z]{1,30}$/),
      architecture: token(image['Architecture'], /^[a-z0-9_]{1,30}$/),
      createdAt: instant(image['CreationDate']),
      deprecatedAt: instant(image['DeprecationTime']),
      allowed: flag(image['ImageAllowed']),
      marketplaceProductCodes: list(image['ProductCodes']).flatMap((code) => {
        const { ProductCodeId, ProductCodeType } = record(code) ?? {};
        const id = token(ProductCodeId, /^[a-z0-9]{1,64}$/i);
        return id === null || ProductCodeType !== 'marketplace' ? [] : [id];
      }),
    },
  ];
}

/** Creation time in milliseconds since 1970; 0 if unknown, which sorts as oldest. */
function madeAt({ createdAt }: ImageFacts): number {
  return createdAt === null ? 0 : Date.parse(createdAt);
}

function instant(value: unknown): string | null {
  const written = token(value, /^\d{4}-\d\d-\d\dT[\d:.]{5,15}(?:Z|[+-]\d\d:\d\d)$/);
  const time = Date.parse(written ?? '');
  return Number.isNaN(time) ? null : written;
}

/** The name of an unknown field if it is a word; otherwise a placeholder. */
function keyName(name: string): string {
  return /^[A-Za-z][A-Za-z0-9]{0,60}$/.test(name) ? name : 'a parameter';
}

/** Reads a word of a fixed list. Other values become `other`. */
function wordOf<const W extends readonly string[]>(words: W, text: string): W[number] | 'other' {
  return words.find((word) => word === text) ?? 'other';
}

function record(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown, most: number): string | null {
  return typeof value === 'string' && value !== '' && value.length <= most ? value : null;
}

function token(value: unknown, shape: RegExp): string | null {
  return typeof value === 'string' && shape.test(value) ? value : null;
}

function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
