/** The view of proxies, and the list that is copied from it: with real names, because programs read it. */
import { type ProxyWays, proxyWays } from '../../documents/proxies/proxy-ways.ts';
import { listExports } from '../../documents/words/way-words.ts';
import { visibleLines } from '../../terminal/visible.ts';
import type { PresentInput } from './input.ts';
import { type CopiedWords, copiedWords } from './request.ts';

export type NoProxyModel = ProxyWays & { copied: CopiedWords | null; copy(): string[] };

export function presentNoProxy({ session, mask, clean, ui }: PresentInput): NoProxyModel {
  return {
    ...proxyWays(session, mask),
    copied: copiedWords(ui.copied),
    copy() {
      const real = proxyWays(session, (text) => visibleLines(clean(text)));
      return real.proxy === 'set' ? listExports(real.suggested.noProxy).split('\n') : [];
    },
  };
}
