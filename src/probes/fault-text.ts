/** One line that locates an internal error: the thrown value, its message, and its place. */

const MAX_WORDS_LENGTH = 200;
const MAX_PLACES = 3;

export function faultText(error: unknown, clean: ((text: string) => string) | null): string {
  if (!(error instanceof Error)) return `${typeof error} was thrown`;
  const words = clean === null ? '' : clean(ownWords(error.message)).slice(0, MAX_WORDS_LENGTH);
  const places = placesOf(error);
  return `${error.name.replace(/\W/g, '')}${words === '' ? '' : `: ${words}`}${places.length === 0 ? '' : ` (${places.join(' < ')})`}`;
}

/** Removes the data that an engine quotes in its message, which no rule would recognise as a secret. */
function ownWords(message: string): string {
  return message
    .replace(/"[^"]*"?/g, '"…"')
    .replace(/\bReceived .*/s, 'Received …')
    .replace(/\s+/g, ' ')
    .trim();
}

/** File and line of the innermost frames of our own code, without folders, which would name the account. */
function placesOf({ stack = '', message }: Error): string[] {
  const start = message === '' ? 0 : stack.indexOf(message) + message.length;
  const frames = stack.slice(start).matchAll(/^\s+at .*?(?<file>[^\s()/\\]+):(?<line>\d+):\d+\)?$/gm);
  return [...frames]
    .filter(([frame]) => !/[( ]node:|node_modules/.test(frame))
    .slice(0, MAX_PLACES)
    .map(({ groups }) => `${groups?.['file']}:${groups?.['line']}`);
}
