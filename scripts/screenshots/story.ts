/** What the pictures of the README show: a session recorded in the lab, masked with a fixed key, at places of its walk. */

import { INITIAL_UI, type PresenterInput, type UiState } from '../../src/app/screens/input.ts';
import { presentScreen } from '../../src/app/screens/screen.ts';
import { publicHosts } from '../../src/catalog/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { advanceGuide, autoEvent, type GuideState, initialState, summarise } from '../../src/guide/index.ts';
import { SessionEvent } from '../../src/model/session.ts';
import { createRedactor } from '../../src/redact/index.ts';
import { foldEvents } from '../../src/session/index.ts';
import { goldenSessions } from '../../test/support/golden-session.ts';
import type { Picture } from './pictures.ts';

const RECORDED = 'proxy-refuses-port';
const NORMAL = { columns: 80, rows: 24 };
const WIDE = { columns: 140, rows: 40 };

export function storyPictures(): Picture[] {
  const recorded = goldenSessions().find(({ name }) => name === RECORDED);
  if (recorded === undefined) throw new Error(`there is no recorded session ${RECORDED}`);
  const redactor = createRedactor({
    ...{ level: 'standard', key: new Uint8Array(32).fill(1), secrets: [] },
    publicNames: publicHosts(['us-east-1']),
  });
  for (const event of recorded.events) redactor.learn(SessionEvent, event);
  const whole = foldEvents(recorded.events);
  const session = { ...whole, profile: { ...whole.profile, symptom: 'runner-offline' as const } };
  const diagnosis = diagnose(session);
  const summary = summarise(diagnosis, session.requirements);

  /** The walk up to this place. */
  function walkTo(isThere: (guide: GuideState) => boolean): GuideState {
    let [guide] = advanceGuide(initialState(), { type: 'started', profile: session.profile, evidence: { from: null } });
    for (let events = 0; events < 100 && !isThere(guide); events += 1) {
      const { running } = guide;
      const event = running === null ? autoEvent(guide) : ({ type: 'measured', step: running.step, summary } as const);
      if (event === null) break;
      [guide] = advanceGuide(guide, event);
    }
    return guide;
  }

  function picture(name: string, title: string, changes: Partial<PresenterInput>, looks: Partial<UiState> = {}, size = NORMAL): Picture {
    const ui = { ...INITIAL_UI, ...looks };
    const guide = changes.guide ?? walkTo(({ at }) => at === 'finish');
    const masks = { mask: redactor.text, masked: redactor.text, clean: redactor.clean.text };
    const input = { session, diagnosis, live: null, watch: null, ...masks, ...changes, guide, ui };
    return { name, title, shown: { screen: presentScreen(input) }, ui, size, running: input.live !== null };
  }

  const atGateway = walkTo(({ at }) => at === 'gateway');
  const atCause = walkTo(({ at }) => at === 'advise');
  const asked = advanceGuide(initialState(), {
    type: 'started',
    profile: { ...session.profile, symptom: null },
    evidence: { from: null },
  })[0];
  return [
    picture('start', 'The first question: what is going wrong? Nine numbered answers.', { guide: asked }),
    picture('step', 'The step of the gateway while it is measured: rows with PASS and FAIL, two still running.', half(atGateway), {
      cursor: 1,
    }),
    picture('result', 'The cause: the proxy refuses port 8443; why, who can fix it, and what to send.', { guide: atCause }),
    picture('request', 'The text to send to the network team.', { guide: atCause }, { overlay: 'request' }),
    picture('finish', 'The end: one finding, and the support bundle.', {}),
    picture('wide', 'The step of the gateway at 140 columns: rows left, evidence right.', { guide: atGateway }, { cursor: 1 }, WIDE),
  ];

  /** The same step a moment earlier: two of its probes have not answered yet. */
  function half(guide: GuideState): Partial<PresenterInput> {
    const late = session.observations.filter(({ probe, role }) => probe === 'udp' && role === 'row').slice(-2);
    const requests = new Map(session.requests.map((request) => [request.key, request]));
    const running = late.flatMap(({ id, request: key }, index) => {
      const request = requests.get(key);
      return request === undefined ? [] : [{ observation: id, request, sinceMs: 900 + 300 * index, progress: null }];
    });
    const observations = session.observations.filter((observation) => !late.includes(observation));
    const before = { ...session, observations };
    return { guide, session: before, diagnosis: diagnose(before), live: { running, done: 6, total: 8, elapsedMs: 3100 } };
  }
}
