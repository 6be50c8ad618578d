/** If these fail, the key does not open the matrix, or opens it although no proxy is set. */
import { describe, expect, it } from 'vitest';
import { storyApplication } from '../../app/testing/story.ts';
import { session } from '../../diagnosis/testing/session.ts';
import { proxiedSession } from '../../documents/testing/story.ts';
import type { Session } from '../../model/session.ts';
import { lineText } from '../../render/line/line.ts';
import { createScreenStore, type ScreenStore } from '../store.ts';

function storeOf(of: Session, columns: number, rows: number): ScreenStore {
  return createScreenStore({
    app: storyApplication({ session: of }),
    size: { columns, rows },
    opened: null,
    showValues: false,
    exit: () => {},
  });
}

function text(store: ScreenStore): string[] {
  return store.getSnapshot().lines.map(lineText);
}

describe.each([
  [60, 16],
  [80, 24],
  [140, 40],
])('the matrix of routes at %i×%i', (columns, rows) => {
  it('opens with p, shows every line when scrolled, and closes with p', () => {
    const store = storeOf(proxiedSession(), columns, rows);
    const before = text(store);
    store.press('p');
    expect(store.getSnapshot().name).toBe('no-proxy');
    const seen = new Set(text(store));
    for (let page = 0; page < 10; page += 1) {
      store.press('pagedown');
      for (const line of text(store)) seen.add(line);
    }
    const all = [...seen].map((line) => line.trim());
    for (const start of ['app.gitpod.io', "export NO_PROXY='.internal", '-Dhttp.nonProxyHosts=', 'HTTPS_PROXY=http', '- direct in wget']) {
      expect(
        all.some((line) => line.startsWith(start)),
        start,
      ).toBe(true);
    }
    // The rows of the matrix are complete: each of twelve programs has a route.
    const metadata = all.find((line) => /^http:.* [DP]/.test(line)) ?? '';
    expect(metadata.match(/ [DP]!?(?= |$)/g)).toHaveLength(12);
    store.press('p');
    expect(text(store)).toEqual(before);
    store.stop();
  });

  it('shows one sentence without a key hint when no proxy variable is set', () => {
    const store = storeOf(session().https('app.gitpod.io').build(), columns, rows);
    expect(text(store).at(-1)).not.toContain('proxies');
    store.press('p');
    const body = text(store).slice(3, -2).join(' ').replace(/\s+/g, ' ').trim();
    expect(body).toBe('No proxy variable is set, so every program connects directly unless its own settings name a proxy.');
    store.stop();
  });
});

it('the footer has a hint for p, and the columns have names, on a wide screen', () => {
  const store = storeOf(proxiedSession(), 140, 40);
  expect(text(store).at(-1)).toContain('p proxies');
  store.press('p');
  expect(text(store).some((line) => /go +curl +git +wget +python-urllib .* proxy-from-env/.test(line))).toBe(true);
  store.stop();
});

it('the suggested list is copied with c in shell syntax, on one line whatever the width', () => {
  const sent: string[] = [];
  const store = createScreenStore({
    app: storyApplication({ session: proxiedSession() }),
    size: { columns: 80, rows: 24 },
    opened: null,
    showValues: false,
    exit: () => {},
    sendToClipboard: (copied) => sent.push(copied) > 0,
  });
  store.press('p');
  expect(text(store).at(-1)).toContain('c copy');
  store.press('c');
  expect(sent).toEqual([expect.stringMatching(/^export NO_PROXY='\.internal[^'\n]*'\nexport no_proxy="\$NO_PROXY"\n$/)]);
  expect(
    text(store)
      .slice(3, 6)
      .map((line) => line.trim()),
  ).toEqual(["Sent to the terminal's clipboard.", 'The same text is in', '~/requests/no-proxy.txt']);
  store.stop();
});
