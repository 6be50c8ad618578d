/** Replaces placeholders by values. */
import type { Values } from './trial.ts';

/** The command with its placeholders replaced. */
export function typed(run: string, values: Values): string {
  return replaced(run, values, (value) => (typeof value === 'string' ? value : value.source));
}

/** The required output. */
export function pattern(shows: string, values: Values): RegExp {
  const [first = '', ...rest] = shows.split(/(?=<[a-z][a-z -]*>)/);
  const parts = [first, ...rest].map((part) => {
    const name = /^<([a-z][a-z -]*)>/.exec(part)?.[1];
    const value = name === undefined ? undefined : values[name];
    if (name === undefined || value === undefined) return escaped(part);
    return (typeof value === 'string' ? escaped(value) : value.source) + escaped(part.slice(name.length + 2));
  });
  return new RegExp(parts.join(''), 'm');
}

function replaced(text: string, values: Values, word: (value: string | RegExp) => string): string {
  return text.replaceAll(/<([a-z][a-z -]*)>/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : word(value);
  });
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
