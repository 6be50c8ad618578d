/** A user pastes a message, and the guide leads to the matching step. The text is not stored. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_PROFILE, type Profile } from '../model/profile.ts';
import type { GuideEvent } from './events.ts';
import { checkMessage, storedMatch } from './pasted-message.ts';
import { restoreGuide } from './restore.ts';
import { initialState } from './state.ts';
import { MEASURE_IDS, type MeasureId } from './step-ids.ts';
import { NOTHING_MEASURED } from './summary.ts';
import { autoWalk, finishWalk, send, type Walk } from './testing/walk.ts';

const SECRET = 'kestrel-4471';
const MARKETPLACE = `Get "https://anna:${SECRET}@marketplace.visualstudio.com/?t=${SECRET}": x509: certificate signed by unknown authority`;

function walkWith(message: string, profile: Partial<Profile> = { symptom: 'error-message' }): Walk {
  const started: GuideEvent = {
    type: 'started',
    profile: { ...EMPTY_PROFILE, from: 'laptop', ...profile },
    evidence: { from: null },
    message,
  };
  return finishWalk(send(initialState(), [started]));
}

function pasted(text: string): Walk {
  const events: GuideEvent[] = [
    { type: 'started', profile: { ...EMPTY_PROFILE, from: 'laptop' }, evidence: { from: null } },
    { type: 'answered', step: 'symptom', value: 'error-message', by: 'person' },
    { type: 'answered', step: 'error-message', value: text, by: 'person' },
  ];
  return send(initialState(), events);
}

describe('a pasted message', () => {
  it.each<[string, string, MeasureId[]]>([
    ['an editor’s host', MARKETPLACE, ['proxy', 'vscode', 'releases', 'ssh']],
    ['an alias', 'ssh: Could not resolve hostname x.gitpod.environment: Name or service not known', ['ssh']],
    ['an image', 'Not authorized for images: [ami-0123]', ['ami']],
    ['the application', 'curl: (6) Could not resolve host: app.gitpod.io', ['host', 'proxy', 'dns', 'management', 'scm']],
    ['an unknown host', 'curl: (6) Could not resolve host: git.corp.example', [...MEASURE_IDS]],
    ['an unknown text', 'It does not work.', [...MEASURE_IDS]],
  ])('chooses the measurements for %s', (_, text, measured) => {
    expect(finishWalk(pasted(text)).measured).toEqual(measured);
    expect(walkWith(text).measured).toEqual(measured);
  });

  it('asks about consent for revocation checks only when it mentions revocation', () => {
    const asks = (text: string, profile: Partial<Profile> = {}) => {
      const walk = finishWalk(send(pasted(text).state, []));
      const given = walkWith(text, { symptom: 'error-message', ...profile });
      return [walk, given].map(({ state }) => state.trail.find(({ step }) => step === 'revocation-servers')?.skipped);
    };
    const offline = 'curl: (35) schannel: next InitializeSecurityContext failed: CRYPT_E_REVOCATION_OFFLINE (0x80092013)';
    expect(asks(offline)).toEqual([null, null]);
    expect(asks(offline, { consents: ['revocation'] })).toEqual([null, 'Stated beforehand.']);
    expect(asks(MARKETPLACE)).toEqual([undefined, undefined]);
  });

  it('is stored neither in the state nor in the log', () => {
    for (const walk of [pasted(MARKETPLACE), walkWith(MARKETPLACE)]) {
      expect(JSON.stringify([walk.state, walk.commands])).not.toContain(SECRET);
      expect(walk.state.answers['error-message']).toBe('go.unknown-authority at marketplace.visualstudio.com');
    }
  });

  it("makes the editor that it concerns the symptom, so that the editor's requirements count", () => {
    expect(pasted(MARKETPLACE).state.profile).toMatchObject({ symptom: 'vscode', ide: ['vscode'] });
  });

  it('is asked for again when the user pasted the name of an unreadable file', () => {
    const { state } = pasted('/home/anna/missing.log');
    expect(state.problem).toContain('cannot be read');
    expect(state.answers['error-message']).toBeUndefined();
  });

  it('is not asked for again when it was given by a flag', () => {
    const { state } = walkWith(MARKETPLACE);
    expect(state.trail.find(({ step }) => step === 'error-message')?.skipped).toBe('Stated beforehand.');
  });

  it('does not replace the symptom that the user chose', () => {
    expect(walkWith(MARKETPLACE, { symptom: 'ssh' }).measured).toEqual(['ssh']);
  });

  it('is replaced by a message that is pasted later', () => {
    const again = send(pasted(MARKETPLACE).state, [
      { type: 'goto', step: 'error-message' },
      { type: 'answered', step: 'error-message', value: 'Not authorized for images: [ami-0123]', by: 'person' },
    ]);
    expect(again.state.profile.symptom).toBe('ami');
    const cleared = send(again.state, [
      { type: 'goto', step: 'error-message' },
      { type: 'answered', step: 'error-message', value: '', by: 'person' },
    ]);
    expect(cleared.state.profile.symptom).toBe('error-message');
  });

  it('is restored from the log as it was stored', () => {
    const { state, commands } = pasted(MARKETPLACE);
    const path = commands.flatMap((command) =>
      command.type === 'note' && command.event.type === 'answered'
        ? [{ step: command.event.step, action: 'answered' as const, detail: command.event.answer, by: command.event.by, atMs: 0 }]
        : [],
    );
    const { symptom, 'error-message': message } = state.answers;
    expect(restoreGuide({ profile: state.profile, path }, NOTHING_MEASURED).answers).toEqual({ symptom, 'error-message': message });
  });
});

describe('the stored part of a pasted message', () => {
  it('can be parsed again, and contains at most a dictionary entry and a host', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(MARKETPLACE, 'go.refused', `go.refused at ${SECRET}@x`, 'go.refused at a b'),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const kept = checkMessage(text);
        expect(kept.ok && checkMessage(kept.value)).toEqual(kept);
        if (kept.ok) expect(kept.value).toMatch(/^(?:|not recognised|[a-z]+\.[a-z0-9-]+(?: at [a-z0-9._:-]+)?)$/);
        if (kept.ok) expect(kept.value).not.toContain(SECRET);
      }),
    );
  });

  it('is dropped when another version wrote its dictionary entry', () =>
    expect(storedMatch('fortran.refused at app.gitpod.io')).toBeNull());

  it('is optional: without it, the guide measures everything', () =>
    expect(autoWalk({ symptom: 'error-message' }).measured).toEqual([...MEASURE_IDS]));
});
