import { describe, expect, it } from 'vitest';
import { fileLinks } from './links.ts';

const on = (environment: Record<string, string>) => fileLinks({ environment, hostname: 'runner-7', home: '/home/anna' });

describe('a path as a link', () => {
  it('contains the machine, the complete escaped path, and the text', () => {
    const link = on({ TERM_PROGRAM: 'WezTerm' });
    expect(link?.('~/my state/a.txt', '~/my st')).toBe('\u001b]8;;file://runner-7/home/anna/my%20state/a.txt\u0007~/my st\u001b]8;;\u0007');
    expect(link?.('/tmp/a\u001b.zip', 'a')).not.toContain('a\u001b.zip');
  });

  it.each([
    [{ TERM: 'xterm-256color', VTE_VERSION: '7003' }, true],
    [{ TERM: 'xterm-256color', VTE_VERSION: '4205' }, false],
    [{ TERM: 'xterm-256color' }, false],
    [{ TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1' }, true],
    [{ WT_SESSION: 'x' }, true],
    [{ TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0', TERM_PROGRAM: 'WezTerm' }, false],
    [{ TERM: 'linux' }, false],
  ])('is used only if the terminal supports links: %j gives %j', (environment, has) => {
    expect(on(environment) !== null).toBe(has);
  });
});
