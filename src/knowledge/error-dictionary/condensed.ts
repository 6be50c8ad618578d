/** Shortens a long log in linear time: keeps lines that report a failure, their neighbours, and both ends. */

/** The maximum length that is matched word by word: more than any message. */
export const TEXT_LIMIT = 64 * 1024;

/** The maximum length that is read line by line; of longer text only the beginning and the end are read. */
export const INPUT_LIMIT = 4 * 1024 * 1024;

/** A longer line is data, not a message. */
const LINE_LIMIT = 8 * 1024;

const TELLING =
  /error|fail|refus|time[d-]? ?out|unable|cannot|could ?n[o']t|denied|x509|certificat|\btls|\bssl|proxy|resolv|lookup|reset|unreach|exception|caused|fatal|\b[45]\d\d\b|ECONN|ERR_|\bEOF\b|forbidden|unauthor|expired|no space|quota|limit|closed|invalid/i;

export function condenseText(text: string): string {
  if (text.length <= TEXT_LIMIT) return text;
  const lines = ends(text, INPUT_LIMIT)
    .split('\n')
    .map((line) => ends(line, LINE_LIMIT));
  const telling = lines.map((line) => TELLING.test(line));
  const seen = new Set<string>();
  const kept = lines.filter((line, index) => {
    // Repeated lines that differ only in numbers are kept once.
    const said = line.replace(/\d+/g, '0');
    if (!(telling[index - 1] || telling[index] || telling[index + 1]) || seen.has(said)) return false;
    seen.add(said);
    return true;
  });
  return ends(kept.length === 0 ? text : kept.join('\n'), TEXT_LIMIT);
}

/** The beginning, which shows the request, and the end, which shows the result. */
function ends(text: string, limit: number): string {
  const half = limit / 2;
  return text.length <= limit ? text : `${text.slice(0, half)}\n${text.slice(-half)}`;
}
