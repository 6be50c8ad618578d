/**
 * The manual checks of AWS, SSH and the tool itself: each has a situation in which it is run, or the page says why not. If one fails, a
 * page shows an untested command.
 */
import { describe, expect, it } from 'vitest';
import { explainFinding } from '../../src/diagnosis/engine/explain.ts';
import { CODES, LOOKS, placesOf } from '../by-hand/looks.ts';

/** Programs that any such machine has, without this product's own. */
const STANDARD = /^(?:aws|curl|dig|echo|env|getent|grep|ls|nc|openssl|printf|ssh|ssh-keygen|ssh-keyscan) /;

describe.each(CODES)('%s', (code) => {
  const looks = explainFinding(code).byHand;

  it('has manual checks that are tried in a test, or says why it has none', () => {
    const entry = LOOKS[code];
    if (entry === 'its page says why') {
      expect(looks).toEqual([]);
      expect(explainFinding(code).byHandNote).toMatch(/^[A-Z].{20,}\.$/);
      return;
    }
    expect(looks.length).toBeGreaterThan(0);
    for (const places of [entry.where, entry.butNotWhere]) expect(['one for all', looks.length]).toContain(sizeOf(places));
    for (const n of looks.keys()) {
      const places = placesOf(code, n);
      expect(places?.where).toBeDefined();
      expect(places?.butNotWhere).not.toBe(places?.where);
    }
  });

  it('has manual checks of one line with standard tools, each with a fragment and its meaning', () => {
    for (const look of looks) {
      expect(look.run).toMatch(STANDARD);
      expect(look.run + look.shows).not.toMatch(/\n|gitpod-doctor/);
      expect(look.shows).toMatch(/^\S.{0,60}$/);
      expect(look.tells).toMatch(/^\S.{10,}\.$/);
    }
  });
});

/** One situation for all checks, or one for each. */
function sizeOf(places: string | readonly string[]): string | number {
  return typeof places === 'string' ? 'one for all' : places.length;
}
