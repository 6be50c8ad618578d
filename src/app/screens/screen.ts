/** Chooses the screen from the state and makes its model. No navigation is stored. */

import { aliasDocument } from '../../documents/aliases.ts';
import { presentResult, presentSolved, type ResultModel } from '../../documents/finding/finding.ts';
import { imagesDocument } from '../../documents/images.ts';
import { currentCause, currentStep, stepOf } from '../../guide/index.ts';
import type { Finding } from '../../model/finding.ts';
import type { Panes } from '../../render/block.ts';
import type { QuestionModel, StartModel } from './ask.ts';
import { questionScreen } from './ask-screen.ts';
import { presentCompare } from './compare.ts';
import { type ConfirmModel, presentConfirm } from './confirm.ts';
import { type DetailModel, presentDetail, presentFindingDetail } from './detail.ts';
import { type FinishModel, presentFinish } from './finish.ts';
import { type HeaderModel, presentHeader } from './header.ts';
import { type HelpModel, presentHelp } from './help.ts';
import type { PresenterInput } from './input.ts';
import { type NoProxyModel, presentNoProxy } from './no-proxy.ts';
import { type OpenedModel, presentOpened } from './opened.ts';
import { type PathModel, presentPath } from './path.ts';
import { type FileModel, type PreviewModel, presentFile, presentPreview, presentSearch, type SearchModel } from './preview-screens.ts';
import { presentRequest, type RequestModel } from './request.ts';
import { shownFinding } from './shown-finding.ts';
import { presentStep, type StepModel } from './step.ts';
import { presentWatch, type WatchModel } from './watch.ts';

/** The screen below the help. The help lists the keys that work there. */
export interface Below {
  screen: ScreenModel;
  ui: PresenterInput['ui'];
  running: boolean;
}

interface Screens {
  watch: WatchModel;
  start: StartModel;
  ask: QuestionModel;
  step: StepModel;
  result: ResultModel;
  finish: FinishModel;
  detail: DetailModel;
  request: RequestModel;
  'no-proxy': NoProxyModel;
  images: Panes;
  alias: Panes;
  path: PathModel;
  opened: OpenedModel;
  compare: Panes;
  help: HelpModel & { below: Below };
  confirm: ConfirmModel;
  preview: PreviewModel;
  file: FileModel;
  search: SearchModel;
}

export type ScreenModel = { [N in keyof Screens]: { name: N; header: HeaderModel; body: Screens[N] } }[keyof Screens];

export function presentScreen(input: PresenterInput): ScreenModel {
  return overlayScreen(input) ?? baseScreen(input);
}

/** The guide's screen below any overlay. */
export function baseScreen(input: PresenterInput): ScreenModel {
  const step = currentStep(input.guide);
  if (input.watch !== null) return { name: 'watch', header: presentHeader(input, 'watching'), body: presentWatch(input.watch, input) };
  switch (step.kind) {
    case 'ask':
      return questionScreen(input);
    case 'measure':
      return { name: 'step', header: presentHeader(input, positionText(input)), body: presentStep(input) };
    case 'advise': {
      const finding = shownFinding(input);
      const body = finding === null ? presentSolved(currentCause(input.guide), input) : presentResult(finding, input);
      return { name: 'result', header: presentHeader(input, causeText(finding, input)), body };
    }
    case 'end':
      return { name: 'finish', header: presentHeader(input, ''), body: presentFinish(input) };
  }
}

function overlayScreen(input: PresenterInput): ScreenModel | null {
  switch (input.ui.overlay) {
    case null:
      return null;
    case 'help':
    case 'help-search': {
      const ui = { ...input.ui, overlay: input.ui.under };
      const below = { screen: overlayScreen({ ...input, ui }) ?? baseScreen(input), ui, running: input.live !== null };
      return { name: 'help', header: presentHeader(input, 'help'), body: { ...presentHelp(input), below } };
    }
    case 'confirm-quit':
    case 'confirm-reveal':
      return { name: 'confirm', header: presentHeader(input, ''), body: presentConfirm(input.ui.overlay, input) };
    case 'request': {
      const finding = shownFinding(input);
      if (finding === null) return null;
      return { name: 'request', header: presentHeader(input, 'request'), body: presentRequest(finding, input) };
    }
    case 'no-proxy':
      return { name: 'no-proxy', header: presentHeader(input, 'NO_PROXY'), body: presentNoProxy(input) };
    case 'images':
      return { name: 'images', header: presentHeader(input, 'images'), body: imagesDocument(input) };
    case 'alias':
      return { name: 'alias', header: presentHeader(input, 'alias'), body: aliasDocument(input) };
    case 'path':
      return { name: 'path', header: presentHeader(input, 'path'), body: presentPath(input) };
    case 'opened': {
      const body = presentOpened(input);
      return body === null ? null : { name: 'opened', header: presentHeader(input, 'opened bundle'), body };
    }
    case 'compare': {
      const body = presentCompare(input);
      return body === null ? null : { name: 'compare', header: presentHeader(input, 'comparison'), body };
    }
    case 'preview':
      return { name: 'preview', header: presentHeader(input, 'bundle'), body: presentPreview(input.ui) };
    case 'file': {
      const body = presentFile(input.ui);
      return body === null ? null : { name: 'file', header: presentHeader(input, 'bundle'), body };
    }
    case 'search':
      return { name: 'search', header: presentHeader(input, 'bundle'), body: presentSearch(input) };
    case 'detail':
      return detailScreen(input);
  }
}

function detailScreen(input: PresenterInput): ScreenModel | null {
  const base = baseScreen(input);
  const header = presentHeader(input, 'evidence');
  if (base.name === 'step' || base.name === 'watch') {
    const row = base.body.rows[base.body.cursor];
    return row === undefined ? null : { name: 'detail', header, body: presentDetail(row, input) };
  }
  const finding = shownFinding(input);
  return finding === null ? null : { name: 'detail', header, body: presentFindingDetail(finding, input) };
}

/** Causes in the order of the report, so that the key `n` leads to the next one. */
function causeText(finding: Finding | null, { diagnosis }: PresenterInput): string {
  const roots = diagnosis.findings.filter(({ causedBy }) => causedBy === null);
  return finding === null || roots.length < 2 ? 'result' : `cause ${roots.indexOf(finding) + 1} of ${roots.length}`;
}

function positionText({ guide }: PresenterInput): string {
  const position = stepOf(guide);
  return position === null ? '' : `step ${position.step} of ${position.of}`;
}
