/** If these fail, every frame is rendered completely, and keys wait for the collection of its garbage. */
import { render, Text } from 'ink';
import { type ReactNode, useEffect } from 'react';
import { expect, it } from 'vitest';
import { line } from '../../render/line/line.ts';
import { createTerminal } from '../testing/terminal.ts';
import { AppearanceContext } from './appearance.ts';
import { FaultBoundary } from './FaultBoundary.tsx';
import { Lines } from './Lines.tsx';

/** Renders one tree after another, and calls `then` after each. */
async function draw(trees: readonly ReactNode[], then: () => void): Promise<void> {
  const { stdin, stdout } = createTerminal(80, 24);
  const app = render(null, { stdin, stdout, interactive: true, patchConsole: false });
  for (const tree of trees) {
    app.rerender(tree);
    await app.waitUntilRenderFlush();
    then();
  }
  app.unmount();
}

it('a line is drawn again only after it has changed', async () => {
  let drawn = 0;
  const appearance = {
    coloured: true,
    fileLink: null,
    // Each piece of a line asks for its appearance when it is rendered.
    get ascii() {
      drawn += 1;
      return false;
    },
  };
  const counts: number[] = [];
  const picture = (seconds: number) => (
    <AppearanceContext value={appearance}>
      <Lines lines={[...Array.from({ length: 20 }, (_, row) => line(`host ${row}`)), line(`${seconds} s`)]} />
    </AppearanceContext>
  );
  await draw([picture(1), picture(2), picture(2)], () => counts.push(drawn));
  expect(counts).toEqual([21, 22, 22]);
});

it('a screen reuses the previous screen’s components, and still renders after that screen failed', async () => {
  const seen: string[] = [];
  function Body({ text }: { text: string }) {
    useEffect(() => {
      seen.push('mounted');
    }, []);
    if (text === 'broken') throw new Error('cannot be drawn');
    seen.push(text);
    return <Text>{text}</Text>;
  }
  const screen = (name: string, text = name) => (
    <FaultBoundary screen={name} onFault={() => seen.push('fault')}>
      <Body text={text} />
    </FaultBoundary>
  );
  await draw([screen('step'), screen('help'), screen('help', 'broken'), screen('help'), screen('fault')], () => {});
  expect(seen).toEqual(['step', 'mounted', 'help', 'fault', 'fault', 'mounted']);
});
