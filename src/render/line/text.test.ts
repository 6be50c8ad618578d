import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { windowAround, windowFrom } from '../../app/input/window.ts';
import { alignEnds, cell, cut, cutLine, cutMiddle, lineText, lineWidth, seg } from './line.ts';
import { printable } from './printable.ts';
import { commandLines, verbatimLines, wrap } from './wrap.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem());

describe('text on the screen', () => {
  it('never contains a control character, even if the network sent one', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not appear
        expect(seg(text).text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(printable(text, true)).toMatch(/^[ -~]*$/);
      }),
    );
  });

  it('never exceeds its width, whether truncated, padded, wrapped or spread', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 2, max: 90 }), (left, right, width) => {
        expect(stringWidth(cut(printable(left), width))).toBeLessThanOrEqual(width);
        expect(stringWidth(cutMiddle(printable(left), width))).toBeLessThanOrEqual(width);
        expect(stringWidth(cell(left, width))).toBe(width);
        for (const row of verbatimLines(left, width, 5)) expect(lineWidth(row)).toBeLessThanOrEqual(width);
        for (const row of wrap(left, width)) expect(stringWidth(row)).toBeLessThanOrEqual(width);
        expect(lineWidth(cutLine([seg(left), seg(right)], width))).toBeLessThanOrEqual(width);
        expect(lineWidth(alignEnds([seg(left)], [seg(right)], width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('loses no word when it is wrapped', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 40 }), fc.integer({ min: 4, max: 60 }), (text, width) => {
        expect(wrap(text, width).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('text to copy or read aloud', () => {
  it('keeps the spaces inside a command that is wrapped at the edge of the screen, but not its indent', () => {
    const command = "export HTTPS_PROXY='http://<user>:<password>@proxy.example.com:3128'";
    expect(verbatimLines(command, 80, 5).map(lineText)).toEqual([`     ${command}`]);
    expect(verbatimLines(command, command.length + 1, 5).map(lineText)).toEqual([` ${command}`]);
    expect(verbatimLines(`short\n${command}`, 60, 5).map(lineText)).toEqual(['short', command.slice(0, 60), command.slice(60)]);
  });

  it('breaks a long list between items, and a shell command at a space outside quotes', () => {
    const list = "export NO_PROXY='.internal,169.254.0.0/16,app.gitpod.io,localhost'";
    const parts = verbatimLines(list, 50, 3).map(lineText);
    expect(parts).toEqual(["export NO_PROXY='.internal,169.254.0.0/16,", "app.gitpod.io,localhost'"]);
    const command = `aws ec2 describe-images --filters 'Name=name,Values=a b' --owners amazon`;
    expect(commandLines(command, 60, 2).map(lineText)).toEqual([
      '  aws ec2 describe-images --filters \\',
      "    'Name=name,Values=a b' --owners amazon",
    ]);
  });

  it('shortens names with the same beginning so that they still differ', () => {
    const [one, other] = ['gitpod-linux-amd64', 'gitpod-linux-arm64'].map((name) => cutMiddle(`releases.gitpod.io/cli/stable/${name}`, 24));
    expect(one).toBe('releases.git…linux-amd64');
    expect(other).not.toBe(one);
  });
});

describe('the visible part of a list', () => {
  it('always contains the selected row, and never extends beyond the list', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 60 }), fc.nat(), (length, height, pick) => {
        const selected = pick % length;
        const { from, to } = windowAround(selected, length, height);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(length);
        expect(to - from).toBe(Math.min(length, height));
        expect(selected >= from && selected < to).toBe(true);
      }),
    );
  });

  it.each([
    [0, 30, 10, { from: 0, to: 10 }],
    [99, 30, 10, { from: 20, to: 30 }],
    [5, 3, 10, { from: 0, to: 3 }],
  ])('is given by the scroll position: line %i of %i lines in a window of %i lines', (scroll, length, height, window) => {
    expect(windowFrom(scroll, length, height)).toEqual(window);
  });
});
