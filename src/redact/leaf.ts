/** One string of a persisted value, masked by its class. */

import type { RedactionTally } from './account.ts';
import { stripControls } from './control-characters.ts';
import type { IdentifierClass } from './identifiers.ts';
import { isIdentifier } from './identifiers-in.ts';
import { removeAllSecrets, removeSecrets, type TextTools, WITHHELD_VALUE } from './text.ts';
import { maskPathOf } from './urls.ts';
import type { Leaf } from './walk.ts';

export interface LeafMasker {
  mask(text: string, leaf: Leaf): string | undefined;
  /** Remembers an identifier for the text pass; returns true if it was new. */
  learn(text: string, leaf: Leaf): boolean;
}

export function createLeafMasker(tools: TextTools, maskText: (text: string) => string, counts: RedactionTally): LeafMasker {
  const identifier = (name: IdentifierClass, text: string) => {
    const plain = stripControls(text);
    // Drops a name that contains a secret, because the rest of it would reveal where the secret was.
    return removeSecrets(plain, tools) === plain ? tools.make[name](plain) : WITHHELD_VALUE;
  };

  /** A variable for a file may hold a URL with `?token=`, which must not become a pseudonym's original. */
  const withoutAnnounced = (text: string, name: IdentifierClass) => (name === 'path' ? removeAllSecrets(stripControls(text), tools) : text);

  return {
    mask(text, leaf) {
      switch (leaf.class) {
        case null:
          counts.drop();
          return undefined;
        case 'public':
          // Masks the title of a user-defined requirement, because it may contain anything.
          return removeAllSecrets(stripControls(text), tools);
        case 'secret':
          counts.add('value');
          return WITHHELD_VALUE;
        case 'text':
          return maskText(text);
        case 'url':
          return text.startsWith('/') ? maskPath(text, leaf.host) : maskText(text);
        default: {
          const masked = identifier(leaf.class, withoutAnnounced(text, leaf.class));
          if (masked !== text) counts.add(leaf.class);
          return masked;
        }
      }
    },
    learn(text, leaf) {
      if (!isIdentifier(leaf.class)) return false;
      const plain = stripControls(text);
      if (removeSecrets(withoutAnnounced(plain, leaf.class), tools) !== plain) return false;
      return tools.literals.add(plain, tools.make[leaf.class](plain), leaf.class);
    },
  };

  function maskPath(text: string, host: string | null): string {
    const clean = removeSecrets(stripControls(text), tools);
    return host === null ? maskText(clean) : maskPathOf(host, clean, tools.make.context);
  }
}
