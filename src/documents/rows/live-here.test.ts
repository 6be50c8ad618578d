import { describe, expect, it } from 'vitest';
import type { ControlPurpose } from '../../model/probe-request.ts';
import { DIRECT, urlTarget } from '../../model/target.ts';
import { PLAIN_REQUEST } from '../../model/testing/plain-request.ts';
import { controlsText } from './live-here.ts';

const FAILED = [{ status: 'PASS' }, { status: 'FAIL' }] as const;

function live(...purposes: (ControlPurpose | null)[]) {
  const running = purposes.map((purpose, index) => ({
    observation: `o${index}`,
    request: {
      ...PLAIN_REQUEST,
      ...{ key: `${index}`, probe: 'https' as const, target: urlTarget('https://app.gitpod.io/'), route: DIRECT },
      ...{ purpose, role: purpose === null ? ('row' as const) : ('control' as const) },
    },
    sinceMs: 0,
    progress: null,
  }));
  return { running };
}

describe('the text while only controls are measured', () => {
  it('mentions the network during a control of the network, and possible causes during later controls', () => {
    expect(controlsText(live('plain-http', 'unserved-address'), FAILED)).toBe('Checking whether it is the network as a whole');
    expect(controlsText(live('unserved-address'), FAILED)).toBe('Excluding other causes');
  });

  it('is absent while a requirement or nothing is measured, and when no requirement failed', () => {
    expect(controlsText(live('plain-http', null), FAILED)).toBe(null);
    expect(controlsText(live('throughput'), [{ status: 'PASS' }])).toBe(null);
    expect(controlsText(live(), FAILED)).toBe(null);
    expect(controlsText(null, FAILED)).toBe(null);
  });
});
