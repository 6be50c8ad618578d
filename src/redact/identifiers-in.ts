/** What the classed fields of a value name, for whoever hands its texts on without those fields. */
import type { z } from 'zod';
import type { PrivacyClass } from '../model/privacy.ts';
import type { IdentifierClass } from './identifiers.ts';
import { mapStrings } from './walk.ts';

export interface Identifier {
  class: IdentifierClass;
  text: string;
}

/** Each once, in the order in which they stand. */
export function identifiersIn<T extends z.ZodType>(schema: T, value: z.output<T>): Identifier[] {
  const found = new Map<string, Identifier>();
  mapStrings(schema, value, (text, { class: of }) => {
    if (isIdentifier(of)) found.set(`${of} ${text}`, { class: of, text });
    return text;
  });
  return [...found.values()];
}

/** Others are found in a text by their own form, or stay as they are. */
export function isIdentifier(name: PrivacyClass | null): name is IdentifierClass {
  return name !== null && name !== 'public' && name !== 'secret' && name !== 'text' && name !== 'url';
}
