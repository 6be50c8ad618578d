/**
 * Walks a value with its schema, string by string. The visitor gets each string with its privacy class, which is null for an unclassified
 * string. A value that does not match its schema is dropped.
 */
import type { z } from 'zod';
import { type PrivacyClass, privacy } from '../model/privacy.ts';

export interface Leaf {
  class: PrivacyClass | null;
  /** The host that a bare path belongs to, which decides whether the path is published. */
  host: string | null;
}

export type LeafVisitor = (text: string, leaf: Leaf) => string | undefined;

const HOST_FIELDS = ['host', 'server.address'] as const;

export function mapStrings(schema: z.core.$ZodType, value: unknown, visit: LeafVisitor): unknown {
  return walk(schema, value, visit, null);
}

function walk(schema: z.core.$ZodType, value: unknown, visit: LeafVisitor, host: string | null): unknown {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'string':
      return typeof value === 'string' ? visit(value, { class: privacy.get(schema as z.ZodType)?.class ?? null, host }) : undefined;
    case 'object':
      return isRecord(value) ? walkObject(fieldsOf(schema), value, visit) : undefined;
    case 'array':
      return Array.isArray(value)
        ? value.map((item) => walk(def.element, item, visit, host)).filter((item) => item !== undefined)
        : undefined;
    case 'nullable':
      return value === null ? null : walk(def.innerType, value, visit, host);
    case 'optional':
      return value === undefined ? undefined : walk(def.innerType, value, visit, host);
    case 'union': {
      const option = chooseOption(def.options, value);
      return option === undefined ? undefined : walk(option, value, visit, host);
    }
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'enum':
      return Object.values(def.entries).includes(value as string) ? value : undefined;
    case 'literal':
      return (def.values as unknown[]).includes(value) ? value : undefined;
    default:
      return undefined;
  }
}

function walkObject({ all }: Fields, value: Record<string, unknown>, visit: LeafVisitor): unknown {
  const host = HOST_FIELDS.map((field) => value[field]).find((candidate) => typeof candidate === 'string') ?? null;
  const result: Record<string, unknown> = {};
  for (const [field, fieldSchema] of all) {
    const walked = walk(fieldSchema, value[field], visit, host as string | null);
    if (walked !== undefined) result[field] = walked;
  }
  return result;
}

/** Chooses the option of a union: by the tag fields (`kind`, `type`, `probe`) of objects, otherwise by the literal. */
function chooseOption(options: readonly z.core.$ZodType[], value: unknown): z.core.$ZodType | undefined {
  return options.find((option) => fits(option, value));
}

function fits(option: z.core.$ZodType, value: unknown): boolean {
  const def = (option as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'object':
      return isRecord(value) && fieldsOf(option).tags.every(([field, inner]) => fits(inner, value[field]));
    case 'union':
      return chooseOption(def.options, value) !== undefined;
    case 'literal':
      return (def.values as unknown[]).includes(value);
    case 'enum':
      return Object.values(def.entries).includes(value as string);
    case 'nullable':
      return value === null || fits(def.innerType, value);
    default:
      return typeof value === def.type;
  }
}

type Field = readonly [name: string, schema: z.core.$ZodType];

interface Fields {
  all: readonly Field[];
  /** The fields that distinguish the options of a union. */
  tags: readonly Field[];
}

/** Cached by object schema, because every event of a session is walked during a sweep. */
const KNOWN_FIELDS = new WeakMap<z.core.$ZodType, Fields>();

function fieldsOf(schema: z.core.$ZodType): Fields {
  const known = KNOWN_FIELDS.get(schema);
  if (known !== undefined) return known;
  const all = Object.entries((schema as z.ZodObject)._zod.def.shape);
  const fields = { all, tags: all.filter(([, inner]) => isTag(inner)) };
  KNOWN_FIELDS.set(schema, fields);
  return fields;
}

function isTag(schema: z.core.$ZodType): boolean {
  const { type } = (schema as z.core.$ZodTypes)._zod.def;
  return type === 'literal' || type === 'enum';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
