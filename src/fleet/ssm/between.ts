/** A range of whole numbers as a pattern, since a parameter of Systems Manager can be held to nothing else. */

/** In decimal, without leading noughts. `least` is a power of ten. */
export function between([least, most]: readonly [least: number, most: number]): string {
  const digits = String(most);
  const fewer = digits.length > String(least).length ? [`[1-9][0-9]{${String(least).length - 1},${digits.length - 2}}`] : [];
  // As long as the largest and smaller: alike up to one digit, and that one is smaller.
  const smaller = [...digits].flatMap((digit, at) => {
    const [low, high] = [at === 0 ? 1 : 0, Number(digit) - 1];
    return high < low ? [] : [`${digits.slice(0, at)}[${low}-${high}][0-9]{${digits.length - at - 1}}`];
  });
  return `^(${[...fewer, ...smaller, digits].join('|')})$`;
}
