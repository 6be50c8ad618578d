/** Certainty needs proof: without the observations that exclude another cause, a finding is no longer certain. */
import { describe, expect, it } from 'vitest';
import { claimsOfRule, exclusionsOf } from '../../src/diagnosis/engine/weigh.ts';
import { viewOf } from '../../src/diagnosis/facts/view-of.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { RULES } from '../../src/diagnosis/rules/registry.ts';
import { FINDINGS, type FindingName } from '../../src/model/finding-codes.ts';
import type { Session } from '../../src/model/session.ts';
import { foldEvents } from '../../src/session/index.ts';
import { goldenSessions } from '../support/golden-session.ts';

interface Proof {
  name: FindingName;
  subject: string;
  /** The other cause, and the observations that exclude it. */
  not: FindingName;
  by: readonly string[];
}

function proofsIn(session: Session): Proof[] {
  const view = viewOf(session);
  return RULES.filter(({ scope }) => scope !== 'note').flatMap((rule) =>
    claimsOfRule(rule, view)
      .filter(({ confidence }) => confidence === 'certain')
      .flatMap((claim) =>
        exclusionsOf(rule, claim, view).map(({ name, by }) => ({ name: FINDINGS[rule.code], subject: claim.subject, not: name, by })),
      ),
  );
}

const RECORDED = goldenSessions().map(({ name, events }) => ({ recorded: name, session: foldEvents(events) }));
const PROOFS = RECORDED.flatMap(({ recorded, session }) => proofsIn(session).map((proof) => ({ recorded, session, ...proof })));

describe('the diagnosis', () => {
  it.each(PROOFS)(
    'of $recorded is not certain about $name ($subject) without the evidence against $not',
    ({ session, name, subject, by }) => {
      const gone = new Set(by);
      expect(gone.size).toBeGreaterThan(0);
      const { findings } = diagnose({ ...session, observations: session.observations.filter(({ id }) => !gone.has(id)) });
      expect(findings.filter((each) => each.name === name && each.subject === subject && each.confidence === 'certain')).toEqual([]);
    },
  );
});

it('the recorded sessions cover more than 20 causes that can be certain', () => {
  expect(new Set(PROOFS.map(({ name }) => name)).size).toBeGreaterThan(20);
});
