/** Chooses the page for a screen. A screen without a page does not compile. */
import { helpDocument } from '../../app/actions/help.ts';
import type { UiState } from '../../app/screens/input.ts';
import type { ScreenModel } from '../../app/screens/screen.ts';
import type { ProgramRoutes } from '../../documents/proxies/program-routes.ts';
import { NOT_INSPECTED, proxyBlocks, routeSentences } from '../../documents/proxies/proxy-blocks.ts';
import { rowLine } from '../../documents/report/lines.ts';
import { wrap } from '../../render/line/wrap.ts';
import { textLines, type Wrap } from '../../render/text.ts';
import { menuOf } from '../menu.ts';
import { EMPTY_PAGE, type Page } from '../page.ts';
import { questionPage } from './ask-page.ts';
import { findingNumbers, finishLines, openedLines } from './finish-page.ts';
import { pathLines, pathNumbers } from './path-page.ts';
import { fileLines, fileNumbers, previewLines, searchLines } from './preview-page.ts';
import { resultLines } from './result-page.ts';
import { outcomeLines, stepLines, stepNumbers } from './step-page.ts';

/** The maximum width of prose. */
const READABLE = 100;

/** `width` is the width of the terminal; null: lines are not wrapped. */
export function pageOf(screen: ScreenModel, ui: UiState, given: string, mask: (text: string) => string, width: number | null = null): Page {
  const wrapped: Wrap | undefined = width === null ? undefined : (text, taken) => wrap(text, Math.min(width, READABLE) - taken);
  const place = { screen, ui };
  const title = titleOf(screen);
  switch (screen.name) {
    case 'start':
    case 'ask':
      return { ...EMPTY_PAGE, title, ...questionPage(screen.body, { given, shown: mask(given) }, menuOf(place, null).also) };
    case 'step':
      return {
        ...EMPTY_PAGE,
        title,
        ...menuOf(place, 'next'),
        lines: stepLines(screen.body),
        short: outcomeLines(screen.body),
        numbered: stepNumbers(screen.body),
      };
    case 'result':
      return {
        ...EMPTY_PAGE,
        title,
        ...menuOf(place, 'next'),
        lines: resultLines(screen.body, wrapped),
        short: [`${screen.body.status}: ${screen.body.title}`],
      };
    case 'finish':
      return {
        ...EMPTY_PAGE,
        title,
        ...(ui.bundle.state === 'written' || ui.bundle.state === 'opened'
          ? withLeave(menuOf(place, null))
          : menuOf(place, screen.body.leadsOn ? 'whole-list' : 'look')),
        lines: finishLines(screen.body),
        short: [`${screen.body.summary}.`],
        numbered: findingNumbers(screen.body),
      };
    case 'detail':
      return { ...EMPTY_PAGE, title, ...withBack(menuOf(place, null)), lines: detailText(screen.body, wrapped) };
    case 'request':
      return { ...EMPTY_PAGE, title, ...withBack(menuOf(place, null)), lines: requestText(screen.body) };
    case 'preview':
      return { ...EMPTY_PAGE, title, ...menuOf(place, 'write'), lines: previewLines(screen.body), numbered: fileNumbers(screen.body) };
    case 'file':
      return { ...EMPTY_PAGE, title, ...withBack(menuOf(place, null)), lines: fileLines(screen.body) };
    case 'search':
      return searchPage(title, screen.body, place);
    case 'no-proxy':
      return { ...EMPTY_PAGE, title, ...withBack(menuOf(place, null)), lines: proxyText(screen.body, wrapped) };
    case 'path':
      return { ...EMPTY_PAGE, title, ...withBack(menuOf(place, null)), lines: pathLines(screen.body), numbered: pathNumbers(screen.body) };
    case 'opened':
      return {
        ...EMPTY_PAGE,
        title,
        ...withBack(menuOf(place, null)),
        lines: openedLines(screen.body),
        numbered: findingNumbers(screen.body),
      };
    case 'confirm':
      return { ...EMPTY_PAGE, title: '', ...yesOrNo(screen.body), lines: [screen.body.question, screen.body.consequence] };
    case 'images':
    case 'alias':
    case 'compare':
      return {
        ...EMPTY_PAGE,
        title,
        ...withBack(menuOf(place, null)),
        lines: textLines([...screen.body.main, ...screen.body.beside], wrapped),
      };
    case 'help':
      return { ...EMPTY_PAGE, title, ...withBack(menuOf(place, null)), lines: textLines(helpDocument(screen.body), wrapped) };
    case 'watch':
      return { ...EMPTY_PAGE, title, ...withBack(menuOf(place, null)), lines: [screen.body.beat, ...screen.body.rows.map(rowLine)] };
  }
}

export function faultPage(fault: string): Page {
  const choices: Page['choices'] = [
    { label: 'back', words: ['b', 'back'], keys: ['escape'] },
    { label: 'leave', words: ['q', 'leave'], keys: ['q'] },
  ];
  return {
    ...EMPTY_PAGE,
    title: '',
    lines: ['This part failed. This is a bug of this tool, not of your network.', fault],
    choices,
    suggested: 0,
  };
}

/** The title of a page: the path so far and the position. */
function titleOf({ header }: ScreenModel): string {
  return [header.breadcrumbs.join(', '), header.position].filter((part) => part !== '').join('; ');
}

function detailText({ title, status, said, lines }: Extract<ScreenModel, { name: 'detail' }>['body'], wrapped?: Wrap): string[] {
  return [
    `${status}: ${title}`,
    ...textLines(said, wrapped),
    ...lines.map(({ label, text }) => (label === '' ? text : `${label}: ${text}`)),
  ];
}

function proxyText(ways: ProgramRoutes, wrapped?: Wrap): string[] {
  return ways.proxy === 'unknown' ? [NOT_INSPECTED] : textLines(proxyBlocks(ways, routeSentences), wrapped);
}

function requestText({ to, lines, caution, copied, device }: Extract<ScreenModel, { name: 'request' }>['body']): string[] {
  if (copied !== null) return [...copied.words, ...(copied.path === null ? [] : [copied.path])];
  return [...(caution === null ? [] : [caution]), `For: ${to}`, ...(device === null ? [] : [`Device: ${device}`]), '', ...lines, ''];
}

function searchPage(
  title: string,
  model: Extract<ScreenModel, { name: 'search' }>['body'],
  place: { screen: ScreenModel; ui: UiState },
): Page {
  const also = [{ word: 'b', label: 'back', keys: ['escape'] }];
  const lines = searchLines(model);
  if (model.field.text === '')
    return { ...EMPTY_PAGE, title, lines, also, field: { step: null, several: false, kept: '', shown: '', found: null } };
  return { ...EMPTY_PAGE, title, lines, ...withBack({ ...menuOf(place, null), also }, 'escape') };
}

function yesOrNo({
  yes,
  no,
  offersBundle,
}: Extract<ScreenModel, { name: 'confirm' }>['body']): Pick<Page, 'choices' | 'suggested' | 'also'> {
  return {
    choices: [
      { label: `yes, ${yes}`, words: ['y', 'yes'], keys: ['y'] },
      { label: `no, ${no}`, words: ['n', 'no', 'b'], keys: ['escape'] },
      ...(offersBundle ? [{ label: 'review the support bundle and write it', words: ['w', 'bundle'], keys: ['w' as const] }] : []),
    ],
    suggested: 1,
    also: [],
  };
}

/** Enter closes a view. */
function withBack(menu: Pick<Page, 'choices' | 'suggested' | 'also'>, key = 'b'): Pick<Page, 'choices' | 'suggested' | 'also'> {
  const choices = [...menu.choices, { label: 'back', words: ['b', 'back'], keys: [key] }];
  return { choices, suggested: choices.length - 1, also: menu.also.filter(({ word }) => word !== 'b') };
}

function withLeave(menu: Pick<Page, 'choices' | 'suggested' | 'also'>): Pick<Page, 'choices' | 'suggested' | 'also'> {
  const choices = [...menu.choices, { label: 'leave', words: ['q', 'leave', 'quit'], keys: ['q'] }];
  return { choices, suggested: choices.length - 1, also: menu.also.filter(({ word }) => word !== 'q') };
}
