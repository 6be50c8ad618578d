/**
 * Real texts of public threads, each with its source. None was seen while the dictionary was written; misreadings were fixed by class, so
 * the texts now guard against regressions. `fixtures/pasted-errors/README.md` has the figures of the first readings.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/files/decode-text.ts';
import { readLogText } from '../../src/files/log-text.ts';
import { type ErrorMatch, matchError } from '../../src/knowledge/error-dictionary/index.ts';

interface RealText {
  source: string;
  text: string;
  /** For the first match; several values if the text is ambiguous, `none` and `-` for no match. */
  layers: readonly string[];
  hosts: readonly string[];
  peer: string | null;
}

const folder = fileURLToPath(new URL('../../fixtures/pasted-errors', import.meta.url));

function realTexts(): RealText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => (readLogText(join(folder, name)) ?? '').split(/^=== /m).slice(1))
    .map((block) => {
      const [source = '', ...lines] = block.split('\n');
      const head = lines.findIndex((line) => !/^(?:layer|host|peer): /.test(line));
      const said = (name: string) =>
        lines
          .slice(0, head)
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2) ?? null;
      return {
        source,
        text: lines.slice(head).join('\n'),
        layers: said('layer')?.split('|') ?? [],
        hosts: said('host')?.split('|') ?? [],
        peer: said('peer'),
      };
    });
}

const TEXTS = realTexts().map((real) => ({ ...real, matches: matchError(real.text) }));

function share(
  texts: readonly (typeof TEXTS)[number][],
  isRight: (text: (typeof TEXTS)[number], first: ErrorMatch | undefined) => boolean,
): { right: number; wrong: string[] } {
  const wrong = texts.filter((real) => !isRight(real, real.matches[0])).map(({ source }) => source);
  return { right: 1 - wrong.length / texts.length, wrong };
}

/** Every `step`th text, for additional checks. */
const some = (step: number) => TEXTS.filter((_, index) => index % step === 0);

describe('messages from public threads', () => {
  it('are at least 877, each labelled and from its own thread', () => {
    expect(TEXTS.length).toBeGreaterThanOrEqual(877);
    expect(new Set(TEXTS.map(({ source }) => source)).size).toBe(TEXTS.length);
    for (const { source, text, layers, hosts } of TEXTS) {
      expect(source).toMatch(/^https:\/\//);
      expect([text.trim().length > 0, layers.length > 0, hosts.length > 0], source).toEqual([true, true, true]);
    }
  });

  it('are assigned to the right layer in 95 % of cases', () => {
    const { right, wrong } = share(TEXTS, ({ layers }, first) => layers.includes(first?.layer ?? 'none'));
    expect(right, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  it('give the right host in 95 % of cases, and the proxy when the proxy failed', () => {
    const { right, wrong } = share(
      TEXTS,
      ({ hosts, peer }, first) => hosts.includes(first?.host ?? '-') && (peer === null || first?.peer === peer),
    );
    expect(right, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  it('give only hosts that they contain, and no match when they are unrelated to networks', () => {
    for (const { source, text, layers, matches } of TEXTS) {
      for (const { host } of matches) if (host !== null) expect(text.toLowerCase(), source).toContain(host);
      if (layers[0] === 'none') expect(matches, source).toEqual([]);
    }
  });

  it('are assigned to the right layer in 95 % of cases when each is one line of a JSON log', () => {
    const logged = ({ text }: RealText) => JSON.stringify({ time: '2026-01-05T10:00:00Z', level: 'error', msg: text });
    const { right, wrong } = share(some(3), (real) => real.layers.includes(matchError(logged(real))[0]?.layer ?? 'none'));
    expect(right, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  it('give the same result in UTF-16, with Windows line endings and in colour', () => {
    for (const { source, text, matches } of some(16)) {
      const first = matches[0];
      const told = (changed: string) => {
        const { layer, kind } = matchError(changed)[0] ?? {};
        return [layer, kind];
      };
      const same = [first?.layer, first?.kind];
      expect(told(decodeText(Buffer.from(`\uFEFF${text}`, 'utf16le'))), source).toEqual(same);
      expect(told(text.replaceAll('\n', '\r\n')), source).toEqual(same);
      expect(told(text.replaceAll(/^(.+)$/gm, '\u001b[31m$1\u001b[0m')), source).toEqual(same);
    }
  });
});
