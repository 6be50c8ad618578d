/** The matrix of proxy routes, and the list that is copied from it: with real names, because programs read the list. */
import { type ProgramRoutes, programRoutes } from '../../documents/proxies/program-routes.ts';
import { listExports } from '../../documents/words/route-words.ts';
import { escapeHiddenInLines } from '../../terminal/visible.ts';
import type { PresenterInput } from './input.ts';
import { type CopyResult, copyResult } from './request.ts';

export type NoProxyModel = ProgramRoutes & { copied: CopyResult | null; copy(): string[] };

export function presentNoProxy({ session, mask, clean, ui }: PresenterInput): NoProxyModel {
  return {
    ...programRoutes(session, mask),
    copied: copyResult(ui.copied),
    copy() {
      const real = programRoutes(session, (text) => escapeHiddenInLines(clean(text)));
      return real.proxy === 'set' ? listExports(real.suggested.noProxy).split('\n') : [];
    },
  };
}
