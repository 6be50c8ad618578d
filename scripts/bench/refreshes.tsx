/**
 * A watch that is refreshed thousands of times: the store and Ink as they are, into a terminal that keeps nothing. Every refresh
 * has other text in every row. Prints the heap after a collection at each mark, as JSON. Bundled and started by `watching.ts`.
 */
import { PassThrough, Writable } from 'node:stream';
import { render } from 'ink';
import { storyApplication } from '../../src/app/testing/story.ts';
import type { Session } from '../../src/model/session.ts';
import { App } from '../../src/ui/App.tsx';
import { createScreenStore } from '../../src/ui/store.ts';
import { FIXTURES } from '../../src/ui/testing/fixtures.ts';

declare const gc: () => void;

const marks = process.argv.slice(2).map(Number);
const { input } = FIXTURES.watch;
const story = storyApplication(input);
const store = createScreenStore({ app: story, size: { columns: 80, rows: 24 }, opened: null, showValues: false, exit: () => {} });
const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
const stdout = Object.assign(sink, { isTTY: true, columns: 80, rows: 24 }) as unknown as NodeJS.WriteStream;
const stdin = Object.assign(new PassThrough(), {
  isTTY: true,
  setRawMode: () => stdin,
  ref: () => stdin,
  unref: () => stdin,
}) as unknown as NodeJS.ReadStream;
const appearance = { coloured: true, ascii: false, fileLink: null };
const app = render(<App store={store} appearance={appearance} measure={() => ({ columns: 80, rows: 24 })} />, {
  ...{ stdout, stdin, interactive: true, alternateScreen: true, incrementalRendering: true, exitOnCtrlC: false, patchConsole: false },
  maxFps: 100_000,
});

/** What the run has seen: the same hosts after another time, so that every row is another text. */
function seenIn(run: number, session: Session): Session {
  const observations = session.observations.map((each, index) => ({ ...each, durationMs: (run * 7 + index * 131) % 9000 }));
  return { ...session, observations };
}

const heaps: number[] = [];
for (let run = 1; run <= Math.max(...marks); run += 1) {
  story.change({
    session: seenIn(run, input.session),
    watch: { requirements: ['gateway.api-8443', 'gateway.udp-4242'], runs: run, intervalMs: 3000 + run, nextInMs: run % 3000 },
  });
  await app.waitUntilRenderFlush();
  if (!marks.includes(run)) continue;
  gc();
  heaps.push(process.memoryUsage().heapUsed);
}
process.stdout.write(JSON.stringify(heaps));
process.exit(0);
