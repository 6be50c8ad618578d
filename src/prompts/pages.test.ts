/** Every screen as a page, and a prompt session over the story. */
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { SCREEN_NAMES } from '../app/screen-name.ts';
import type { PresenterInput } from '../app/screens/input.ts';
import { presentScreen } from '../app/screens/screen.ts';
import { type StoryApplication, storyApplication } from '../app/testing/story.ts';
import { measuredGateway, storyDiagnosis, TO_GATEWAY, walked } from '../documents/testing/story.ts';
import { advanceGuide, initialState } from '../guide/index.ts';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { FIXTURES } from '../ui/testing/fixtures.ts';
import { explainLines } from './explain.ts';
import { createLineReader } from './line-reader.ts';
import { menuLines } from './page.ts';
import { faultPage, pageOf } from './pages/index.ts';
import { interpretReply } from './reply.ts';
import { runPrompts } from './run-prompts.ts';

const screens = SCREEN_NAMES.filter((name) => name !== 'too-small' && name !== 'fault');
const page = (name: (typeof screens)[number]) => {
  const { input } = FIXTURES[name];
  return pageOf(presentScreen(input), input.ui, '', (text) => text);
};

describe('every screen as a page of prompts', () => {
  it.each(screens)('has text, a next step and a way back: %s', (name) => {
    const { lines, field, choices, also, suggested } = page(name);
    expect(lines.join('').length).toBeGreaterThan(10);
    if (name !== 'step' && name !== 'watch') expect(field !== null || choices.length > 0).toBe(true);
    if (name !== 'preview' && name !== 'step' && name !== 'watch') expect(field !== null || suggested !== null).toBe(true);
    if (name !== 'start')
      expect([...also, ...choices].some((each) => each.label.startsWith('back') || each.label.startsWith('no'))).toBe(true);
    expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
    expect(explainLines(presentScreen(FIXTURES[name].input), page(name)).join('\n')).toContain('Ctrl-C');
  });

  it('states the same facts as the screen, in sentences', () => {
    const result = page('result');
    expect(result.lines.join('\n')).toMatch(
      /FAIL .*re-signs TLS[\s\S]*Likely: [\s\S]*Who acts: network \/ security team\n +Next step: Send them the request: “Exclude/,
    );
    expect(page('no-proxy').lines.join('\n')).toContain(
      'sts.us-east-1.amazonaws.com: not direct in java, which is not the route that the requirements state.',
    );
    expect(page('request').lines).toContain("Sent to the terminal's clipboard.");
    expect(menuLines(page('preview')).join('\n')).toContain('Type file N');
    expect(interpretReply(page('preview'), 'x 2')).toEqual({ do: 'press', keys: ['2', 'x'] });
    expect(interpretReply(page('finish'), 'finding 1')).toEqual({ do: 'press', keys: ['1'] });
    expect(faultPage('TypeError').choices).toHaveLength(2);
  });

  it('is wrapped at the width of the terminal, except for commands', () => {
    const { input } = FIXTURES.result;
    const { lines } = pageOf(presentScreen(input), input.ui, '', (text) => text, 60);
    expect(lines.some((line) => line.length > 60)).toBe(true);
    expect(lines.filter((line) => line.length > 60 && !/^ {4,}\S/.test(line))).toEqual([]);
  });

  it('keeps an earlier answer if only Enter is pressed, and masks that answer', () => {
    const { input } = FIXTURES.ask;
    const { field } = pageOf(presentScreen(input), input.ui, 'git.corp.example', () => 'px-abc');
    expect(field).toMatchObject({ kept: 'git.corp.example', shown: 'px-abc' });
  });

  it('chooses the most cautious answer if only Enter is pressed and no answer was given before', () => {
    const asked = (changes: Partial<PresenterInput>) => {
      const input = { ...FIXTURES.start.input, ...changes };
      const { choices, suggested } = pageOf(presentScreen(input), input.ui, '', (text) => text);
      return choices[suggested ?? -1]?.words[0];
    };
    expect(asked({})).toBe('whole-list');
    expect(asked({ guide: walked({ type: 'goto', step: 'runner' }) })).toBe('unsure');
    expect(asked({ guide: walked({ type: 'goto', step: 'ssh-connect' }) })).toBe('no');
    expect(asked({ guide: walked({ type: 'goto', step: 'image-access' }) })).toBe('unsure');
  });
});

/** A prompt session in memory: the input for each question, or what happens meanwhile, and all output. */
async function conversation(changes: Partial<PresenterInput>, typed: readonly (string | ((app: StoryApplication) => void))[]) {
  const input = new PassThrough();
  const app = storyApplication(changes);
  const said: string[] = [];
  const left = [...typed];
  const ended = await runPrompts(app, {
    ...{ opened: null, showValues: false, notice: null, ending: new Promise<number>(() => {}) },
    reader: createLineReader(input),
    width: () => null,
    print: (line) => said.push(line),
    prompt(text) {
      said.push(text);
      const next = left.shift();
      setImmediate(() => {
        if (next === undefined) input.end();
        else if (typeof next === 'string') input.write(`${next}\n`);
        else next(app);
      });
    },
    onInterrupt: () => () => {},
    sendToClipboard: () => true,
    nowMs: () => performance.now(),
  });
  return { ended, said: said.join('\n'), asked: app.asked };
}

describe('a conversation', () => {
  it('opens the finding with the typed number, even above nine', async () => {
    const [first] = storyDiagnosis().findings;
    const findings = Array.from({ length: 12 }, (_, index) => ({ ...first, id: `f${index + 1}`, subject: `s${index + 1}` })) as never;
    const guide = walked({ type: 'goto', step: 'finish' });
    const { asked } = await conversation({ guide, diagnosis: { ...storyDiagnosis(), findings } }, ['finding 1', 'finding 12', 'finding 7']);
    expect(asked).toEqual(['s1', 's12', 's7'].map((subject) => `show-cause GD307 ${subject}`));
  });

  it('sends the engine the same commands as the key bindings do, and exits at the end of input', async () => {
    const { ended, asked, said } = await conversation({ guide: walked(TO_GATEWAY, measuredGateway()) }, [
      'r',
      'c',
      'c',
      '',
      '3',
      '',
      'x',
      'n',
    ]);
    expect(ended).toEqual({ exitCode: 0 });
    expect(asked).toEqual(['recheck', 'next']);
    expect(said).toContain('What to change');
    expect(said).toContain('~/requests/GD307-network-team.txt');
    expect(said).toContain('This is not one of the answers');
  });

  it('hides a word, omits a file, and writes what the preview showed', async () => {
    const { said } = await conversation({ guide: walked({ type: 'goto', step: 'finish' }) }, [
      '1',
      '/',
      'initech',
      '1',
      '',
      'x 2',
      '1',
      '',
    ]);
    expect(said).toContain('events.jsonl: 1 time');
    expect(said).toMatch(/ 2 {2}report\.md {2}left out, as asked for/);
    expect(said).toContain('The bundle is written.');
    expect(said).toContain('File: bundle.zip');
  });

  it('passes a typed answer to the guide unchanged', async () => {
    const { asked, said } = await conversation({ guide: walked({ type: 'goto', step: 'error-message' }) }, ['dial tcp:\ni/o timeout\n.']);
    expect(asked).toEqual(['answered error-message dial tcp:\ni/o timeout']);
    expect(said).toContain('a line with only a full stop');
  });

  it('asks the next question when the machine answers the present one, and gives it the next line', async () => {
    const open = advanceGuide(initialState(), { type: 'started', profile: EMPTY_PROFILE, evidence: { from: null } })[0];
    const { asked, said } = await conversation({ guide: open }, [
      (app) => app.change({ guide: advanceGuide(open, { type: 'found', evidence: { from: 'runner' } })[0] }),
      '2',
    ]);
    expect(said).toMatch(
      /Which machine are you on[\s\S]*The settings of this machine have answered this question\.[\s\S]*What is going wrong\?/,
    );
    expect(asked).toEqual(['answered symptom runner-offline']);
  });
});
