/** A range of whole numbers as a pattern, the only constraint that Systems Manager parameters allow. */

/** Decimal, without leading zeros. `least` is a power of ten. */
export function between([least, most]: readonly [least: number, most: number]): string {
  const digits = String(most);
  const fewer = digits.length > String(least).length ? [`[1-9][0-9]{${String(least).length - 1},${digits.length - 2}}`] : [];
  // Numbers of equal length that share digits up to a smaller one.
  const smaller = [...digits].flatMap((digit, at) => {
    const [low, high] = [at === 0 ? 1 : 0, Number(digit) - 1];
    return high < low ? [] : [`${digits.slice(0, at)}[${low}-${high}][0-9]{${digits.length - at - 1}}`];
  });
  return `^(${[...fewer, ...smaller, digits].join('|')})$`;
}
