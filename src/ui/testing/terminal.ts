/** A terminal in memory: Ink writes to it, keys come from it, and tests read its cells. */
import { PassThrough, Writable } from 'node:stream';
import xterm from '@xterm/headless';

export interface TestTerminal {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  /** The lines of the visible screen, without trailing spaces. */
  screen(): Promise<string[]>;
  /** Every non-blank cell with its position, its colour, and whether it is bold or dim. */
  looks(): Promise<string[]>;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  /** All output, escape sequences included. */
  written(): string;
  /** Resolves when a line contains the text; rejects with the screen after a timeout. */
  shows(text: string): Promise<void>;
}

export function createTerminal(columns: number, rows: number): TestTerminal {
  // A terminal driver turns a line feed into CR LF; here the emulator does.
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  let output = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      output += chunk.toString();
      emulator.write(chunk, done);
    },
  });
  const stdout = Object.assign(sink, { isTTY: true, columns, rows }) as unknown as NodeJS.WriteStream;
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  }) as unknown as NodeJS.ReadStream;

  async function screen(): Promise<string[]> {
    await new Promise<void>((done) => emulator.write('', done));
    const buffer = emulator.buffer.active;
    return Array.from(
      { length: emulator.rows },
      (_, row) =>
        buffer
          .getLine(buffer.viewportY + row)
          ?.translateToString(true)
          .trimEnd() ?? '',
    );
  }

  async function looks(): Promise<string[]> {
    await screen();
    return Array.from({ length: emulator.rows }, (_, row) => emulator.buffer.active.getLine(row)).flatMap((line, row) =>
      Array.from({ length: emulator.cols }, (_, column) => line?.getCell(column)).flatMap((cell, column) => {
        if (cell === undefined || cell.getChars().trim() === '') return [];
        const colour = cell.isFgPalette() ? cell.getFgColor() : '';
        return [`${row},${column} ${cell.getChars()} ${colour}${cell.isBold() === 0 ? '' : ' bold'}${cell.isDim() === 0 ? '' : ' dim'}`];
      }),
    );
  }

  async function shows(text: string): Promise<void> {
    const until = performance.now() + 3000;
    let seen: string[] = [];
    while (performance.now() < until) {
      seen = await screen();
      if (seen.some((row) => row.includes(text))) return;
      await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error(`"${text}" is not on the screen:\n${seen.join('\n')}`);
  }

  return {
    stdin,
    stdout,
    screen,
    looks,
    shows,
    type: (keys) => void (stdin as unknown as PassThrough).write(keys),
    resize(nextColumns, nextRows) {
      emulator.resize(nextColumns, nextRows);
      Object.assign(stdout, { columns: nextColumns, rows: nextRows });
      stdout.emit('resize');
    },
    written: () => output,
  };
}
