/** Lists the strings of a schema without a privacy class, the classes in use, and the keywords of the format. */
import type { z } from 'zod';
import { type PrivacyClass, privacy } from '../model/privacy.ts';
import { Report } from '../model/report.ts';
import { SessionEvent } from '../model/session.ts';

/** Paths of unclassified strings, and of schema kinds that the walk would drop. Tests require an empty list. */
export function unclassifiedPaths(schema: z.core.$ZodType, at = '$'): string[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'string':
      return privacy.get(schema as z.ZodType) === undefined ? [at] : [];
    case 'object':
      return Object.entries(def.shape).flatMap(([field, inner]) => unclassifiedPaths(inner, `${at}.${field}`));
    case 'array':
      return unclassifiedPaths(def.element, `${at}[]`);
    case 'nullable':
    case 'optional':
      return unclassifiedPaths(def.innerType, at);
    case 'union':
      return def.options.flatMap((option, index) => unclassifiedPaths(option, `${at}|${index}`));
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
      return [];
    default:
      return [`${at} (${def.type})`];
  }
}

/** The classes of all strings in documents of these schemas, sorted. */
export function privacyClasses(...schemas: readonly z.core.$ZodType[]): PrivacyClass[] {
  return [...new Set(schemas.flatMap(classesIn))].sort();
}

/** The result is cached by schema, because the files of a bundle share most of their parts. */
const KNOWN = new WeakMap<z.core.$ZodType, readonly PrivacyClass[]>();

function classesIn(schema: z.core.$ZodType): readonly PrivacyClass[] {
  const known = KNOWN.get(schema);
  if (known !== undefined) return known;
  const own = privacy.get(schema as z.ZodType)?.class;
  const found = [...new Set([...(own === undefined ? [] : [own]), ...partsOf(schema).flatMap(classesIn)])];
  KNOWN.set(schema, found);
  return found;
}

/**
 * Field names and fixed values of schemas, which occur in every document of their kind. Most parts are in many places, so each is read
 * once.
 */
function fixedWords(...schemas: readonly z.core.$ZodType[]): ReadonlySet<string> {
  const words = new Set<string>();
  const read = new Set<z.core.$ZodType>();
  const visit = (schema: z.core.$ZodType): void => {
    if (read.has(schema)) return;
    read.add(schema);
    for (const word of ownWords(schema)) words.add(word);
    partsOf(schema).forEach(visit);
  };
  schemas.forEach(visit);
  return words;
}

function ownWords(schema: z.core.$ZodType): string[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  if (def.type === 'object') return Object.keys(def.shape);
  if (def.type === 'enum') return Object.values(def.entries).map(String);
  return def.type === 'literal' ? def.values.map(String) : [];
}

function partsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'object':
      return Object.values(def.shape);
    case 'array':
      return [def.element];
    case 'nullable':
    case 'optional':
      return [def.innerType];
    case 'union':
      return def.options;
    default:
      return [];
  }
}

/** Keywords of the format, such as `direct`. A secret that equals one of them cannot be searched for. */
export function formatWords(): string {
  formatText ??= [...fixedWords(SessionEvent, Report)].join('\n');
  return formatText;
}

let formatText: string | null = null;
