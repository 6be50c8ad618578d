/**
 * Random realistic configurations, resolved by the program and by the real client: compares values, their lines and errors, and checks that
 * no configured command ran and that no title contradicts the result. A sample; hundreds take minutes: `npm run ssh-configurations`.
 */
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/index.ts';
import { session } from '../../src/diagnosis/testing/session.ts';
import { withAlias } from '../../src/diagnosis/testing/ssh.ts';
import type { SshConfigFacts } from '../../src/model/ssh/index.ts';
import { holdToTheClient } from '../../src/probes/ssh/testing/attribution.ts';
import { hasSsh } from '../../src/probes/ssh/testing/real-ssh.ts';

const CASES = Number(process.env['SSH_CASES'] ?? 80);

describe.runIf(hasSsh)('random SSH configurations', () => {
  it('are resolved to the same values as by the ssh client', { timeout: 1_200_000 }, async () => {
    let nowhere = 0;
    const { accepted, refusals } = await holdToTheClient({ numRuns: CASES }, (facts, applied) => {
      if (facts.branch === 'none') nowhere += 1;
      holdTitles(facts, applied);
    });
    expect(accepted).toBeGreaterThan(CASES / 4);
    expect(refusals).toBeGreaterThan(CASES / 40);
    expect(nowhere).toBeGreaterThan(CASES / 40);
  });
});

/** `applied`: by the client's own log, a Host or Match line applied to the name. */
function holdTitles(facts: SshConfigFacts, applied: boolean): void {
  const alias = facts.asked ?? '';
  const good = session({ sshAlias: [alias] }).https('app.gitpod.io');
  const { findings } = diagnose(withAlias(good.build(), facts, facts.branch === 'none' ? 'ssh.unresolved' : null));
  for (const { title, name, confidence } of findings) {
    expect(applied && /no section|is never read/i.test(title), `${name}: ${title}`).toBe(false);
    const isOpen = facts.canonical === 'not-asked' && /^ssh-(?:alias-unmatched|include-dead)$/.test(name);
    expect(isOpen && confidence === 'certain', `${name} is not certain where DNS may know the name`).toBe(false);
  }
  if (facts.branch === 'none') expect(findings.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^ssh-/));
}
