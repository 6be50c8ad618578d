import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PresenterInput } from '../app/screens/input.ts';
import { storyApplication } from '../app/testing/story.ts';
import { measuredGateway, storyDiagnosis, storySession, TO_GATEWAY, walked } from '../documents/testing/story.ts';
import { checkMessage } from '../guide/pasted-message.ts';
import type { Diagnosis } from '../model/finding.ts';
import { lineText } from '../render/line/line.ts';
import { createScreenStore, type ScreenStore } from './store.ts';
import { FIXTURES } from './testing/fixtures.ts';

const SIZE = { columns: 100, rows: 30 };

function open(changes: Partial<PresenterInput> = {}, written?: Parameters<typeof storyApplication>[1]) {
  const app = storyApplication(changes, written);
  const exits: number[] = [];
  const store = createScreenStore({ app, size: SIZE, opened: null, showValues: false, exit: (code) => exits.push(code) });
  return { app, store, exits };
}

function text(store: ScreenStore): string {
  return store.getSnapshot().lines.map(lineText).join('\n');
}

describe('the store of the application', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('masks names until the user confirms, shows that state in the header, and masks them again after a minute', () => {
    const { store } = open({ mask: (value) => value.replaceAll('Acme', '[org-1]') });
    store.press('2');
    expect(text(store)).toContain('[org-1] Inspection CA');
    expect(text(store)).toContain('masked (m)');
    for (const key of ['m', 'y']) store.press(key);
    expect(text(store)).toContain('Acme Inspection CA');
    expect(text(store)).toContain('SHOWN 60 s (m)');
    vi.advanceTimersByTime(18_000);
    expect(text(store)).toContain('SHOWN 42 s (m)');
    vi.advanceTimersByTime(42_000);
    expect(text(store)).not.toContain('Acme');
    expect(text(store)).toContain('masked (m)');
    store.stop();
  });

  it('opens an answered question with the earlier answer', () => {
    const { store } = open({ guide: walked({ type: 'goto', step: 'runner' }) });
    store.press('down');
    store.press('enter');
    expect(text(store)).not.toContain('Which kind of runner');
    store.press('escape');
    expect(text(store)).toMatch(/› 2 {2}Enterprise/);
    store.stop();
  });

  it('begins every step at the top, whatever was selected or scrolled before', () => {
    const { store, app } = open();
    store.press('G');
    expect(text(store)).toContain('Evidence, row 8');
    app.change({ guide: walked(TO_GATEWAY, measuredGateway()) });
    app.change({ guide: walked(TO_GATEWAY) });
    expect(text(store)).toContain('Evidence, row 1');
    store.stop();
  });

  it('reports the result of a re-check, because the screen may otherwise look unchanged', () => {
    const guide = walked(TO_GATEWAY, measuredGateway());
    const { store, app } = open({ guide, live: FIXTURES.step.input.live });
    app.change({ live: null });
    expect(text(store)).toContain('Measured again: the cause is still there.');
    app.change({ live: FIXTURES.step.input.live });
    app.change({ live: null, diagnosis: { ...storyDiagnosis(), findings: [] } });
    expect(text(store)).toContain('Measured again: solved.');
    expect(text(store)).toContain('Solved: Something on the way re-signs TLS');
    store.stop();
  });

  it('reports no result of a re-check when another cause was found', () => {
    const { store, app } = open();
    app.change({ live: FIXTURES.step.input.live });
    app.change({ guide: walked(TO_GATEWAY, measuredGateway()) });
    app.change({ live: null });
    expect(text(store)).toContain('Next step');
    expect(text(store)).not.toContain('Measured again');
    store.stop();
  });

  it('lists the keys of the current screen in the help, and searches the keys of all screens after /', () => {
    const { store } = open({ guide: walked(TO_GATEWAY, measuredGateway()) });
    store.press('?');
    expect(text(store)).toContain('Show the text to send');
    expect(text(store)).not.toContain('Hide the word in all files');
    for (const press of ['/', 'h', 'i', 'd', 'e', ' ', 't', 'h', 'e'] as const) store.press(press);
    expect(text(store)).toContain('Hide the word in all files');
    expect(text(store)).not.toContain('Show the text to send');
    store.press('escape');
    store.press('escape');
    expect(text(store)).toContain('re-signs TLS');
    store.stop();
  });

  it('shows a screen that failed as an internal error, logs it once, and can go back', () => {
    const broken = {
      ...storyDiagnosis(),
      get findings(): never {
        throw new TypeError('x of undefined');
      },
    };
    const { store, app } = open({ guide: walked(TO_GATEWAY, measuredGateway()), diagnosis: broken });
    store.press('j');
    expect(text(store)).toContain('This screen failed.');
    expect(app.faults).toEqual(['TypeError: x of undefined']);
    app.change({ diagnosis: storyDiagnosis() });
    expect(text(store)).toContain('re-signs TLS');
    store.stop();
  });

  it('says what passed when there is no finding, and Enter continues with the remaining requirements', () => {
    const guide = walked({ type: 'goto', step: 'finish' });
    const diagnosis = { ...storyDiagnosis(), findings: [] };
    const walk = (...asked: string[]) => open({ guide, diagnosis, session: { ...storySession(), asked: new Set(asked) } });
    const part = walk('gateway.api-443');
    expect(text(part.store).replace(/\s+/g, ' ')).toContain('No problem found in 1 of 4 checks. 3 are left: enter checks them');
    expect(text(part.store)).toMatch(/PASS.* Gateway +1 check passed/);
    expect(text(part.store)).toContain('n whole list');
    part.store.press('enter');
    expect(part.app.asked).toEqual(['whole-list']);
    const whole = walk('gateway.api-443', 'gateway.api-8443', 'gateway.udp-4242', 'gateway.lighthouse');
    expect(text(whole.store)).not.toContain('n whole list');
    whole.store.press('n');
    expect(whole.app.asked).toEqual([]);
    for (const { store } of [part, whole]) store.stop();
  });

  it('explains a pasted message from the error dictionary when no finding explains it', () => {
    const diagnosis = { ...storyDiagnosis(), findings: [] };
    const endOf = (message: string, found: Diagnosis = diagnosis) => {
      const kept = checkMessage(message);
      const guide = { ...walked({ type: 'goto', step: 'finish' }), answers: { 'error-message': kept.ok ? kept.value : '' } };
      const { store } = open({ guide, diagnosis: found });
      store.stop();
      return text(store).replace(/\s+/g, ' ');
    };
    const told = 'add the message to the ticket, next to the bundle';
    expect(endOf('E_NOSUCH')).toContain(`No check fits the message that you pasted ${told}`);
    expect(endOf('curl: (6) Could not resolve host: git.corp.example')).toContain(
      `Your message names git.corp.example, but no check measures that host`,
    );
    const known = 'curl: (6) Could not resolve host: us01.gitpod.dev';
    expect(endOf(known)).toContain(`Your message (names, us01.gitpod.dev) did not occur in these checks`);
    expect(endOf(known, storyDiagnosis())).not.toContain('Your message');
  });

  it('offers a bundle before it exits, asks again after the bundle is written, and gives the path of the file', async () => {
    const { store, exits } = open({ guide: walked(TO_GATEWAY, measuredGateway()) });
    store.press('q');
    expect(text(store)).toMatch(/w +review the support bundle and write it/);
    store.press('w');
    await vi.waitFor(() => expect(text(store)).toContain('level standard'));
    store.press('w');
    await vi.waitFor(() => expect(text(store)).toContain('The support bundle is written: bundle.zip'));
    expect(text(store)).not.toContain('look through');
    store.press('y');
    expect(exits).toEqual([0]);
    store.stop();
  });

  it('shows notes in full', () => {
    const note = Array.from({ length: 40 }, (_, at) => `word${at}`).join(' ');
    const notes = [{ code: 'GD901' as const, name: 'x', text: note }];
    const { store } = open({ guide: walked({ type: 'goto', step: 'finish' }), diagnosis: { ...storyDiagnosis(), notes } as never });
    expect(text(store).replace(/\s+/g, ' ')).toContain(`Good to know ${note}`);
    store.stop();
  });

  it('keeps the session when the bundle cannot be written, and gives the reason', async () => {
    const guide = walked({ type: 'goto', step: 'finish' });
    const { store } = open({ guide }, { ok: false, problem: 'There is no space left on the disk.' });
    store.press('enter');
    await vi.waitFor(() => expect(text(store)).toContain('level standard'));
    store.press('w');
    await vi.waitFor(() => expect(text(store)).toContain('There is no space left on the disk.'));
    expect(text(store)).toContain('Press enter to try again.');
    store.stop();
  });

  it('asks for a confirmation before it exits while the bundle is being written', async () => {
    const { store, exits } = open({ guide: walked({ type: 'goto', step: 'finish' }) });
    store.press('enter');
    await vi.waitFor(() => expect(text(store)).toContain('level standard'));
    for (const key of ['w', 'q']) store.press(key);
    expect(exits).toEqual([]);
    expect(text(store)).toContain('being written right now');
    store.stop();
  });

  it('keeps the line breaks of a command when real values are shown', () => {
    const [finding] = storyDiagnosis().findings;
    if (finding === undefined) throw new Error('no finding');
    const fixes = finding.fixes.map((fix) => ({ ...fix, command: 'allow a\nallow b' }));
    const { store } = open({
      guide: walked(TO_GATEWAY, measuredGateway()),
      diagnosis: { ...storyDiagnosis(), findings: [{ ...finding, fixes }] },
    });
    for (const key of ['m', 'y', 'enter']) store.press(key);
    expect(text(store)).toMatch(/allow a\s*\n\s*allow b/);
    store.stop();
  });

  it('returns the same frame until the state changes', () => {
    const { store } = open();
    expect(store.getSnapshot()).toBe(store.getSnapshot());
    store.stop();
  });
});
