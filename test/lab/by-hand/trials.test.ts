/** If these fail, a page shows an untested command, or an unexplained placeholder. */
import { describe, expect, it } from 'vitest';
import { explainFinding } from '../../../src/diagnosis/engine/explain.ts';
import { placeholdersIn } from '../../../src/diagnosis/engine/placeholders.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { pattern, typed } from './fill.ts';
import { judgeHand } from './judge.ts';
import { looksOf, type ManualCheck, manualChecksOf, NETWORK_CODES, trialOf } from './manual-checks.ts';
import { toolsOf } from './needs.ts';

const known = new Set(SCENARIOS.map(({ name }) => name));

describe.each(NETWORK_CODES)('%s', (code) => {
  it('has a trial for each manual check, or says why it has none', () => {
    expect(looksOf(code)).toHaveLength(trialOf(code)?.looks.length ?? 0);
    if (trialOf(code) === null) expect(explainFinding(code).byHandNote).toMatch(/.{20,}/);
  });

  it('has trials only in existing networks, and replaces every placeholder by a value', () => {
    for (const { scenario, command, shows } of manualChecksOf(code)) {
      expect(known).toContain(scenario);
      expect(placeholdersIn([command, shows.source])).toEqual([]);
      expect(toolsOf(command)).not.toEqual([]);
    }
  });

  it('has manual checks of one line, each with a short fragment and its meaning', () => {
    for (const { run, shows, tells } of looksOf(code)) {
      expect(run).not.toMatch(/\n/);
      expect(shows).toMatch(/^.{2,60}$/);
      expect(tells).toMatch(/^\S.{10,}\.$/);
    }
  });

  it('never expects a fragment to be both present and absent in one scenario', () => {
    const checks = manualChecksOf(code);
    const text = ({ scenario, command, shows }: ManualCheck) => [scenario, command, shows.source].join(' ');
    const seen = checks.filter(({ isThere }) => isThere).map(text);
    expect(checks.filter((check) => !check.isThere && seen.includes(text(check)))).toEqual([]);
  });
});

describe('the value of a placeholder', () => {
  it('replaces every placeholder of that name', () => {
    expect(typed('curl -x http://<proxy> https://<host>/ </dev/null', { proxy: 'p:3128', host: 'a.example' })).toBe(
      'curl -x http://p:3128 https://a.example/ </dev/null',
    );
    expect(pattern('DNS:<other name>', { 'other name': 'b.example' }).test('  DNS:b.example')).toBe(true);
    expect(pattern('DNS:<other name>', { 'other name': 'b.example' }).test('  DNS:bXexample')).toBe(false);
  });

  it('can be a pattern, and the text around it is still matched literally', () => {
    const slow = pattern('speed <slow> bytes/s', { slow: /\d{1,5}/ });
    expect(slow.test('speed 4711 bytes/s')).toBe(true);
    expect(slow.test('speed 4711000 bytes/s')).toBe(false);
  });
});

describe('a manual check', () => {
  const [shown, absent] = manualChecksOf('GD106');
  if (shown === undefined || absent === undefined) throw new Error('GD106 has no look');

  it('passes if its fragment appears with the cause and does not appear without it', () => {
    const done = [shown, absent].map((check) => ({ check, output: '', isRight: true }));
    expect(judgeHand('GD106', done, new Map()).faults).toEqual([]);
  });

  it('fails without the fragment, and the error contains the network and the output', () => {
    const done = [{ check: shown, output: 'CONNECT 200', isRight: false }];
    expect(judgeHand('GD106', done, new Map()).faults.join()).toMatch(/proxy-refuses-port: curl .*does not show CONNECT 403.*CONNECT 200/s);
  });

  it('fails if the network did not start', () => {
    expect(judgeHand('GD106', [], new Map([['proxy-refuses-port', 'squid is not ready']])).faults).toEqual([
      'proxy-refuses-port: squid is not ready',
    ]);
  });

  it('needs the programs that its command runs', () => {
    expect(toolsOf('timeout 8 openssl s_client -connect a:443 </dev/null 2>/dev/null | openssl x509 -noout')).toContain('openssl');
    expect(toolsOf('echo "$(printf x | nc -u a 4242 | wc -c) bytes"')).toContain('nc');
    expect(toolsOf('curl -sS http://nc.example/')).not.toContain('nc');
  });
});
