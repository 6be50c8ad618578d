/** Hints for keys that would do nothing now; the keys themselves stay harmless. */
import type { UiState } from '../../present/input.ts';
import type { ScreenModel } from '../../present/screen.ts';

const SCROLLING: ReadonlySet<string> = new Set(['result', 'finish', 'detail', 'request', 'no-proxy', 'help', 'file']);
const NOT_WHILE_RUNNING = ['next', 'recheck', 'rerun-row', 'rerun-step', 'watch', 'look', 'write'] as const;

export function pointlessActions(screen: ScreenModel, ui: UiState, running: boolean, maxScroll: number): Set<string> {
  const without = new Set<string>(running ? NOT_WHILE_RUNNING : ['skip-row']);
  if (SCROLLING.has(screen.name) && maxScroll === 0) without.add('move');
  if (screen.name === 'result' && screen.body.fixes.length === 0) without.add('request');
  if ((screen.name === 'step' || screen.name === 'result') && screen.body.watchable.length === 0) without.add('watch');
  if (!screen.header.proxied) without.add('no-proxy');
  if (screen.name === 'detail' && screen.body.requirement === null) without.add('rerun-row');
  if (screen.name === 'finish' && screen.body.findings.length === 0) without.add('open-finding');
  if (screen.name === 'finish' && ui.bundle.state !== 'none' && ui.bundle.state !== 'failed') without.add('look');
  if (screen.name === 'preview' && screen.body.rows[screen.body.cursor]?.optional !== true) without.add('leave-out');
  return without;
}

/** Every letter is text there, so only the keys that leave the field are hinted at. */
export function isTyping(screen: ScreenModel): boolean {
  return screen.name === 'search' || ((screen.name === 'ask' || screen.name === 'start') && screen.body.field !== null);
}
