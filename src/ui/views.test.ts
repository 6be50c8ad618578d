/** Views over the guide's screen. If one of these fails, a user loses the position or a result, or sends the wrong text. */
import { describe, expect, it } from 'vitest';
import type { PresenterInput } from '../app/screens/input.ts';
import { storyApplication } from '../app/testing/story.ts';
import { measuredGateway, storyDiagnosis, TO_GATEWAY, walked } from '../documents/testing/story.ts';
import { aliasSession, imagesSession, openedBundle, TWO } from '../documents/testing/subjects.ts';
import { lineText } from '../render/line/line.ts';
import { createScreenStore } from './store.ts';
import { FIXTURES } from './testing/fixtures.ts';

function open(changes: Partial<PresenterInput> = {}, options: Partial<Parameters<typeof createScreenStore>[0]> = {}) {
  const sent: string[] = [];
  const app = storyApplication(changes);
  const store = createScreenStore({
    app,
    size: { columns: 100, rows: 30 },
    opened: null,
    showValues: false,
    exit: () => {},
    sendToClipboard(text) {
      sent.push(text);
      return true;
    },
    ...options,
  });
  const text = () => store.getSnapshot().lines.map(lineText).join('\n');
  const press = (...keys: string[]) => {
    for (const key of keys) store.press(key);
    return text();
  };
  return { app, store, press, text, sent };
}

const atResult = walked(TO_GATEWAY, measuredGateway());

describe('the view of the path', () => {
  it('opens at the current step, and leads back to a step and forward again with all results', () => {
    const { press, app, store } = open({ guide: atResult });
    expect(press('t')).toMatch(/› +7 {2}FAIL ✘ .*re-signs TLS.*you are here/);
    expect(press('2', 'enter')).toContain('What is going wrong?');
    expect(app.engine.getState().guide.measured).toContain('gateway');
    const further = press('b', 't');
    expect(further).toContain('measured after this; their results are kept');
    expect(further).toMatch(/FAIL ✘ {3} Gateway {2,}1 failed, 5 inconclusive, 1 passed/);
    press('G', 'enter');
    expect(app.asked.at(-1)).toBe('goto');
    expect(app.engine.getState().guide.at).toBe('gateway');
    store.stop();
  });

  it('reopens a finding, and restores the path that led to the finding', () => {
    const { press, app, store } = open({ guide: walked(TO_GATEWAY, measuredGateway(), { type: 'goto', step: 'releases' }) });
    press('t', '7', 'enter');
    expect(app.engine.getState().guide.at).toBe('advise');
    expect(app.engine.getState().guide.trail).toHaveLength(7);
    store.stop();
  });

  it('refuses to leave the step during a measurement, and says why', () => {
    const { press, app, store } = open({ guide: atResult, live: FIXTURES.step.input.live });
    expect(press('t', '1', 'enter')).toContain('A measurement is running');
    expect(app.asked).toEqual([]);
    store.stop();
  });

  it('does not move the selection on the screen below it', () => {
    const { press, store } = open({ guide: walked(TO_GATEWAY) });
    press('3', 't', 'k');
    expect(press('b')).toContain('Evidence, row 3');
    store.stop();
  });
});

describe('the request screen', () => {
  it('shows and copies the text for the chosen owner', () => {
    const { press, sent, store } = open({ guide: atResult });
    expect(press('c')).toMatch(/For: › 1 {2}network \/ security team +2 {2}your Gitpod contact/);
    expect(press('tab')).toMatch(/› 2 {2}your Gitpod contact/);
    expect(press('c')).toContain('GD307-gitpod.txt');
    expect(sent[0]).toContain('Enterprise runner');
    // The copied text differs from the one now shown.
    expect(press('1')).not.toContain('GD307-gitpod.txt');
    expect(press('9')).toContain('There is no owner of that number.');
    store.stop();
  });
});

describe('the views of images and aliases', () => {
  it('open and close with a key of their own', () => {
    const images = open({ session: imagesSession(), guide: walked({ type: 'goto', step: 'ami' }) });
    expect(images.press('i')).toContain('1 can be used, 1 cannot');
    expect(images.press('i')).toContain('Can the account see');
    const alias = open({ session: aliasSession(), guide: walked({ type: 'goto', step: 'ssh' }) });
    expect(alias.press('a')).toContain('The values, and the lines that set them');
    expect(alias.press('b')).toContain('What does the SSH alias resolve to?');
  });

  it('show a sentence when the session has no such measurements', () => {
    const { press } = open();
    expect(press('i')).toContain('This session has no data about images.');
    expect(press('a')).toContain('This session has no data about SSH aliases.');
    expect(press('t')).toContain('The path so far');
  });
});

describe('the help screen', () => {
  it('begins with the keys of the previous screen, and closing it returns there', () => {
    const { press } = open({ guide: atResult });
    press('e');
    const help = press('?');
    expect(help.indexOf('Measure the selected row again.')).toBeLessThan(help.indexOf('Words'));
    expect(press('?')).toContain('evidence');
    // The question whether to leave behaves in the same way.
    expect(press('q')).toContain('Leave now?');
    expect(press('escape')).toContain('signed by');
  });
});

describe('a long title on the path', () => {
  it('is truncated with one ellipsis', () => {
    const [finding] = storyDiagnosis().findings;
    const title = 'The proxy proxy.corp.example:3128 refuses the port 8443 of everything behind it and of more';
    const diagnosis = { ...storyDiagnosis(), findings: finding === undefined ? [] : [{ ...finding, title }] };
    const { press } = open({ guide: walked(TO_GATEWAY, measuredGateway(), { type: 'goto', step: 'finish' }), diagnosis });
    expect(press('t')).toMatch(/The proxy proxy\.corp.*[^…]…\s*\n/);
    expect(press('t', 't')).not.toContain('……');
  });
});

describe('an opened bundle', () => {
  const opened = openedBundle({ compared: TWO });
  const guide = walked(TO_GATEWAY, measuredGateway(), { type: 'goto', step: 'finish' });

  it('shows its first page, opens a finding from there, and returns', () => {
    const { press, text, app } = open({ guide }, { opened, first: 'opened' });
    expect(text()).toMatch(/1 {2}FAIL ✘|1 FAIL ✘/);
    for (const word of ['every checksum is right', 'standard: secrets are removed', 'left out by the user']) expect(text()).toContain(word);
    press('1');
    expect(app.asked).toEqual(['show-cause GD307 Acme Inspection CA']);
    expect(text()).toContain('Next step');
    expect(press('o')).toContain('every checksum is right');
    expect(press('enter')).toContain('Next step');
    expect(press('enter')).toContain('Why it happens');
  });

  it('says on m that masked values cannot be revealed, instead of asking for a confirmation', () => {
    const { press, text } = open({ guide }, { opened, showValues: true });
    expect(text()).toContain('Masked when written.');
    expect(text()).toMatch(/values: masked +\n/);
    expect(text()).not.toContain('m reveal');
    expect(press('m')).toContain('Masked when written.');
    expect(text()).not.toContain('Show the real values');
    const bare = open({ guide }, { opened: openedBundle({ level: null }) });
    expect(bare.press('m')).toContain('Show the real values');
  });

  it('shows a comparison, and no action that measures', () => {
    const { press, text } = open({ guide }, { opened, first: 'compare' });
    expect(text()).toContain('2 worse or new, 2 better or fixed, 1 finding as before');
    expect(text()).toContain('GD307 tls-intercepted: Acme Inspection CA');
    expect(press('end')).toMatch(/\n *\n +The two reports\s+before /);
    expect(press('b')).toContain('there is nothing to write');
    expect(press('=')).toMatch(/Worse\s+- gateway\.https-8443: met → not met; first difference/);
    const step = open({ guide: walked(TO_GATEWAY, measuredGateway(), { type: 'back' }) }, { opened });
    expect(step.text().split('\n').at(-1)).not.toMatch(/re-run|watch/);
  });
});

describe('the first question', () => {
  it('shows where the program runs, and tab changes that place without continuing', () => {
    const { press, text, app } = open({ guide: walked({ type: 'goto', step: 'symptom' }) });
    expect(text()).toContain('The runner, or a machine in its subnet, as stated');
    expect(press('tab')).toContain('A development environment, as stated');
    expect(press('tab')).toMatch(/Where +Not sure/);
    expect(press('tab')).toContain('A laptop or desktop, as stated');
    expect(app.engine.getState().guide.at).toBe('symptom');
    expect(app.engine.getState().guide.profile).toMatchObject({ from: 'laptop', fromIs: 'stated' });
  });

  it('accepts a detected answer with one key, unless text was typed', () => {
    const session = imagesSession();
    const { press, text } = open({ session, guide: { ...walked({ type: 'goto', step: 'account' }), answers: {} } });
    expect(text()).toContain('Found on this machine: 111122223333. tab takes it.');
    expect(press('9', 'tab')).toContain('› 9');
    expect(press('backspace', 'tab')).toContain('› 111122223333');
  });
});

describe('ten or more findings', () => {
  const [first] = storyDiagnosis().findings;
  const findings = Array.from({ length: 12 }, (_, index) => ({ ...first, id: `f${index + 1}`, subject: `s${index + 1}` })) as never;
  const start = () => open({ guide: walked({ type: 'goto', step: 'finish' }), diagnosis: { ...storyDiagnosis(), findings } });

  it('open with two digits, with one digit and Enter, or with one digit if no other finding begins with it', () => {
    const { press, app } = start();
    expect(press('1')).toContain('Finding 1: press enter to open it, or type another digit.');
    press('2');
    press('1', 'enter');
    press('7');
    expect(app.asked).toEqual(['s12', 's1', 's7'].map((subject) => `show-cause GD307 ${subject}`));
    // A single digit has no later effect.
    press('1', 'down', 'enter');
    expect(app.asked).toHaveLength(3);
  });
});

describe('a wide screen', () => {
  it('shows the fix of the selected finding on the last screen', () => {
    const [first] = storyDiagnosis().findings;
    if (first === undefined) throw new Error('no finding');
    const second = {
      ...first,
      id: 'f2',
      title: 'The second one',
      fixes: [{ ...first.fixes[0], owner: 'you', text: 'Turn it off and on.' } as never],
    };
    const diagnosis = { ...storyDiagnosis(), findings: [first, second] };
    const { press, text } = open({ guide: walked({ type: 'goto', step: 'finish' }), diagnosis }, { size: { columns: 140, rows: 40 } });
    expect(text()).toContain('Exclude us01.gitpod.dev');
    // The mark shows which finding is beside the list. With a second mark it would be unclear what Enter does.
    expect(text().match(/^ › /gm)).toHaveLength(1);
    expect(press('down')).toContain('Turn it off and on.');
    expect(text().split('\n').at(-1)).toContain('↑↓ move');
  });

  it('shows a cause next to its evidence while the evidence scrolls', () => {
    const { text } = open({ guide: atResult }, { size: { columns: 140, rows: 24 } });
    expect(text()).toMatch(/│ What was measured/);
  });
});

describe('the measurement of a slow row', () => {
  it('can be stopped alone, from the list and from its evidence', () => {
    const { press, app } = open({ live: FIXTURES.step.input.live });
    expect(press('x')).toContain('This row is not being measured.');
    press('3', 'x');
    press('e', 'x');
    expect(app.asked).toEqual(['skip o3', 'skip o3']);
  });
});
