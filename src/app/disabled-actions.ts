/** Hints for keys that would do nothing now; the keys themselves stay harmless. */
import type { UiState } from './screens/input.ts';
import type { ScreenModel } from './screens/screen.ts';

const NOT_WHILE_RUNNING = ['next', 'recheck', 'rerun-row', 'rerun-step', 'watch', 'look', 'write', 'go-there', 'whole-list'] as const;

export function pointlessActions(screen: ScreenModel, ui: UiState, running: boolean, maxScroll: number, wide = false): Set<string> {
  const without = new Set<string>(running ? NOT_WHILE_RUNNING : ['skip-row']);
  const drop = (action: string, when: boolean) => void (when && without.add(action));
  const { name, body, header } = screen;
  const length = listLength(screen, wide);
  drop('move', length === null ? maxScroll === 0 : length < 2);
  drop('jump', length === null || length < 2);
  drop('back', !header.hasBefore);
  drop('reveal', !header.canReveal);
  drop('no-proxy', !header.proxied);
  drop('images', !header.about.has('ami'));
  drop('alias', !header.about.has('ssh'));
  drop('about', ui.bundle.state !== 'opened');
  drop('comparison', ui.bundle.state !== 'opened' || ui.bundle.bundle.compared === null);
  drop('look', name === 'finish' && (ui.bundle.state === 'writing' || ui.bundle.state === 'written' || ui.bundle.state === 'opened'));
  // Of an opened bundle nothing is measured.
  for (const action of ['recheck', 'rerun-row', 'rerun-step', 'watch']) drop(action, ui.bundle.state === 'opened');
  switch (name) {
    case 'no-proxy':
      drop('copy', body.proxy !== 'set');
      break;
    case 'result':
      drop('request', body.fixes.length === 0);
      drop('watch', body.watchable.length === 0);
      drop('recheck', body.recheck.length === 0);
      drop('skip-row', !body.recheck.some((row) => row.running));
      break;
    case 'step':
      for (const action of ['detail', 'rerun-row', 'rerun-step']) drop(action, body.rows.length === 0);
      drop('watch', body.watchable.length === 0);
      drop('skip-row', body.rows[body.cursor]?.running !== true);
      break;
    case 'detail':
      drop('rerun-row', body.requirement === null);
      drop('skip-row', body.running === null);
      break;
    case 'request':
      drop('next-owner', body.texts.length < 2);
      break;
    case 'start':
      drop('change-place', body.place === null);
      break;
    case 'ask':
      drop('take-found', body.suggestion === null);
      break;
    case 'finish':
      drop('whole-list', !body.goesOn);
      drop('open-finding', body.findings.length === 0);
      break;
    case 'opened':
      drop('open-finding', body.findings.length === 0);
      break;
    case 'preview':
      for (const action of ['write', 'open-file', 'search']) drop(action, body.rows.length === 0);
      drop('leave-out', body.rows[body.cursor]?.optional !== true);
      break;
    default:
  }
  return without;
}

/** Rows of the list that arrows move in; null where they scroll. */
function listLength({ name, body }: ScreenModel, wide: boolean): number | null {
  switch (name) {
    case 'start':
    case 'ask':
      return body.choices.length;
    case 'step':
    case 'watch':
    case 'preview':
    case 'path':
      return body.rows.length;
    case 'compare':
      return body.kind === 'two' ? body.rows.length : null;
    case 'finish':
      return wide && body.findings.length > 1 ? body.findings.length : null;
    default:
      return null;
  }
}

/** Every letter is text there, so only the keys that leave the field are hinted at. */
export function isTyping(screen: ScreenModel): boolean {
  return screen.name === 'search' || ((screen.name === 'ask' || screen.name === 'start') && screen.body.field !== null);
}
