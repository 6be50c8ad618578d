import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_PAGE, menuLines, type Page, promptOf } from './page.ts';
import { interpretReply } from './reply.ts';

const question: Page = {
  ...EMPTY_PAGE,
  title: 'Start',
  choices: [
    { label: 'Standard', words: ['standard'], keys: ['1', 'enter'] },
    { label: 'Enterprise. Needs no gateway', words: ['enterprise'], keys: ['2', 'enter'] },
    { label: 'Not sure', words: ['unsure'], keys: ['3', 'enter'] },
  ],
  suggested: 2,
  also: [{ word: 'b', label: 'back', keys: ['b'] }],
};
const rows: Page = {
  ...EMPTY_PAGE,
  title: 'Gateway',
  choices: [{ label: 'go on', words: ['n', 'next'], keys: ['n'] }],
  numbered: { noun: 'row', count: 12, keys: { '': ['e'], r: ['r'] }, hint: 'row and a number' },
};
const text: Page = {
  ...EMPTY_PAGE,
  title: 'Region',
  field: { step: 'region', several: false, kept: 'eu-central-1', shown: 'eu-central-1', found: null },
  also: question.also,
};
const paste: Page = { ...EMPTY_PAGE, title: 'Message', field: { step: 'error-message', several: true, kept: '', shown: '', found: null } };

describe('a typed line', () => {
  it.each([
    [question, '2', ['2', 'enter']],
    [question, ' 2 ', ['2', 'enter']],
    [question, 'Enterprise', ['2', 'enter']],
    [question, 'ent', ['2', 'enter']],
    [question, '', ['3', 'enter']],
    [question, 'b', ['b']],
    [question, 'back', ['b']],
    [rows, '1', ['n']],
    [rows, 'N', ['n']],
    [rows, 'row 4', ['4', 'e']],
    [rows, 'row12', ['1', '2', 'e']],
    [rows, 'r 4', ['4', 'r']],
    [rows, 'r row 4', ['4', 'r']],
    [text, 'b', ['b']],
  ])('is understood in its context (%#): %j', (page, line, keys) => {
    expect(interpretReply(page as Page, line as string)).toEqual({ do: 'press', keys });
  });

  it.each([
    [question, '4', 'This is not one of the answers: 1 to 3.'],
    [question, '0', 'This is not one of the answers: 1 to 3.'],
    [question, 'e', 'This is not one of the answers: 1 to 3.'],
    [rows, '', 'A number is needed: 1.'],
    [rows, 'row 13', 'There is no row 13; they go from 1 to 12.'],
    [rows, 'file 1', 'This is not one of the answers: 1.'],
  ])('is not understood, and not echoed (%#): %j', (page, line, problem) => {
    expect(interpretReply(page as Page, line as string)).toEqual({ do: 'repeat', problem });
  });

  it('is taken as the answer in a text field, where Enter alone keeps the present value', () => {
    expect(interpretReply(text, 'us-east-1')).toEqual({ do: 'text', step: 'region', text: 'us-east-1' });
    expect(interpretReply(text, '')).toEqual({ do: 'text', step: 'region', text: 'eu-central-1' });
    expect(interpretReply({ ...text, also: [{ word: 'q', label: 'leave', keys: null }] }, 'q')).toEqual({ do: 'leave' });
    const offered = { ...text, field: { step: 'account', several: false, kept: '', shown: '', found: '123456789012' } };
    expect(interpretReply(offered, 't')).toEqual({ do: 'text', step: 'account', text: '123456789012' });
    expect(interpretReply(text, '?')).toEqual({ do: 'explain' });
    expect(interpretReply(paste, 'dial tcp:')).toEqual({ do: 'collect', step: 'error-message', first: 'dial tcp:' });
    expect(interpretReply(paste, '')).toEqual({ do: 'text', step: 'error-message', text: '' });
  });
});

describe('any line', () => {
  it('is either an answer, or not understood and then not echoed', () => {
    fc.assert(
      fc.property(fc.constantFrom(question, rows, text, paste), fc.oneof(fc.string({ unit: 'binary' }), fc.lorem()), (page, line) => {
        const reply = interpretReply(page, line);
        if (reply.do === 'repeat' && line.trim().length > 12) expect(reply.problem).not.toContain(line.trim());
        if (reply.do === 'press') for (const key of reply.keys) expect(key).toMatch(/^(enter|[a-z0-9])$/);
      }),
    );
  });
});

describe('the text before the cursor', () => {
  it('says what Enter alone will do', () => {
    expect(promptOf(question)).toBe('Number, or Enter for 3, Not sure: ');
    expect(promptOf(rows)).toBe('Number: ');
    expect(promptOf(text)).toBe('Answer, or Enter for eu-central-1: ');
    expect(promptOf(paste)).toContain('a line with only a full stop');
    expect(menuLines(question)).toEqual([
      '  1  Standard',
      '  2  Enterprise. Needs no gateway',
      '  3  Not sure',
      'Also: b back, ? explain.',
    ]);
  });
});
