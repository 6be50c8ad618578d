/** Collects the identifiers in a value's classed fields, for code that passes on the value's texts without those fields. */
import type { z } from 'zod';
import type { PrivacyClass } from '../model/privacy.ts';
import type { IdentifierClass } from './identifiers.ts';
import { mapStrings } from './walk.ts';

export interface Identifier {
  class: IdentifierClass;
  text: string;
}

/** The identifiers in order, without duplicates. */
export function findIdentifiers<T extends z.ZodType>(schema: T, value: z.output<T>): Identifier[] {
  const found = new Map<string, Identifier>();
  mapStrings(schema, value, (text, { class: of }) => {
    if (isIdentifier(of)) found.set(`${of} ${text}`, { class: of, text });
    return text;
  });
  return [...found.values()];
}

/** Whether the class holds identifiers. Strings of other classes are recognised in text by their form, or stay unchanged. */
export function isIdentifier(name: PrivacyClass | null): name is IdentifierClass {
  return name !== null && name !== 'public' && name !== 'secret' && name !== 'text' && name !== 'url';
}
