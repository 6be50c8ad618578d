import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { storySession } from '../documents/testing/story.ts';
import { lineText } from '../render/line/line.ts';
import { createScreenStore } from '../ui/store.ts';
import { storyApplication } from './testing/story.ts';

const WATCH = { requirements: ['gateway.api-8443', 'gateway.udp-4242'], runs: 0, intervalMs: 3000, nextInMs: 3000 };

function open(hidden: string[] = []) {
  const app = { ...storyApplication(), choice: { without: [], hidden } };
  const sent: string[] = [];
  const store = createScreenStore({
    app,
    size: { columns: 80, rows: 24 },
    opened: null,
    showValues: false,
    exit: () => {},
    sendToClipboard: (text) => sent.push(text) > 0,
  });
  const text = () => store.getSnapshot().lines.map(lineText).join('\n');
  return { app, store, text, sent };
}

/** The story with a passing result for port 8443. */
function repaired() {
  const session = storySession();
  return {
    ...session,
    observations: session.observations.map((one) => (one.id === 'o2' ? { ...one, failure: null } : one)),
  } as typeof session;
}

describe('a watch on the screen', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('measures failing and inconclusive rows, but not passing ones', () => {
    const { app, store } = open();
    store.press('w');
    expect(app.asked).toEqual(['watch gateway.api-8443,gateway.udp-4242']);
    store.stop();
  });

  it('shows a strip that grows with every run, and says when it ends', () => {
    const { app, store, text } = open();
    for (const runs of [0, 1, 2]) app.change({ watch: { ...WATCH, runs } });
    expect(text()).toContain('run 2, next in 3 s');
    expect(text()).toMatch(/HTTPS 8443 us01\.gitpod\.dev +✘✘✘$/m);
    store.press('w');
    expect(app.asked).toEqual(['stop-watch']);
    const session = { ...storySession(), watches: [{ requirements: [], runs: 9, kept: 3 }] };
    app.change({ watch: null, session });
    expect(text()).toContain('Watched 9 runs; kept: the first, the last and every change (3).');
    store.stop();
  });

  it('continues while the screen is frozen, and afterwards the screen shows all runs', () => {
    const { app, store, text } = open();
    app.change({ watch: WATCH });
    store.press(' ');
    const before = text();
    expect(before).toContain('frozen at run 0');
    expect(before).toContain('space go on');
    const findings = { findings: [], notes: [], verdicts: [] };
    app.change({ watch: { ...WATCH, runs: 1 }, session: repaired(), diagnosis: findings });
    app.change({ watch: { ...WATCH, runs: 2 } });
    const still = (shown: string) => shown.replace(/ +frozen at run.*$/m, '');
    expect(still(text())).toBe(still(before));
    expect(text()).toContain('frozen at run 0, 2 newer');
    store.press(' ');
    expect(text()).toMatch(/HTTPS 8443 us01\.gitpod\.dev +✘✔✔ new$/m);
    store.stop();
  });

  it('prevents other measurements; the first Ctrl-C stops the watch instead of the program', () => {
    const { app, store, text } = open();
    app.change({ watch: WATCH });
    for (const key of ['r', 'n', 'R']) store.press(key);
    expect(app.asked).toEqual([]);
    store.press('q');
    expect(text()).toContain('leaving stops it');
    store.press('escape');
    store.press('ctrl-c');
    expect(app.asked).toEqual(['cancel']);
    store.stop();
  });

  it('uses no more memory after thousands of refreshes than after a few', { timeout: 60_000 }, async () => {
    const { app, store } = open();
    const refresh = (from: number, to: number) => {
      for (let runs = from; runs < to; runs += 1) app.change({ watch: { ...WATCH, runs, nextInMs: (runs * 250) % 3000 } });
    };
    refresh(0, 1000);
    const gc = await collector();
    gc();
    const before = process.memoryUsage().heapUsed;
    refresh(1000, 5000);
    gc();
    // A renderer once leaked 3.3 KB per frame, which would be 13 MB here.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(4e6);
    store.stop();
  });
});

describe('copying a request', () => {
  it('sends the text to the clipboard, names the file, and does not claim that the copy arrived', async () => {
    const { store, text, sent, app } = open();
    const { measuredGateway, TO_GATEWAY, walked } = await import('../documents/testing/story.ts');
    app.change({ guide: walked(TO_GATEWAY, measuredGateway()) });
    store.press('c');
    expect(sent).toEqual([]);
    store.press('c');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/^Subject: Gitpod \(Ona\) needs a change/);
    expect(text()).toContain("Sent to the terminal's clipboard.");
    expect(text()).toContain('~/requests/GD307-network-team.txt');
    expect(text().toLowerCase()).not.toContain('copied');
    store.stop();
  });

  it('says which words to hide are still in the copied text', async () => {
    const { store, text, app } = open(['gitpod', 'Initech']);
    const { measuredGateway, TO_GATEWAY, walked } = await import('../documents/testing/story.ts');
    app.change({ guide: walked(TO_GATEWAY, measuredGateway()) });
    store.press('c');
    store.press('c');
    expect(text()).toContain('gitpod is still in the text: it is too short, or gitpod-doctor itself uses it.');
    expect(text()).not.toContain('Initech');
    store.stop();
  });
});

async function collector(): Promise<() => void> {
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([import('node:v8'), import('node:vm')]);
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
