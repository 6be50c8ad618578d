/** Which variables a written command sets, given its text only: the reverse of the writers' spelling. */

const SETS: readonly RegExp[] = [
  /^(?:export|unset) (?<name>\w+)(?:=(?<value>.*))?$/,
  /^\$env:(?<name>\w+) = (?<value>.*)$/,
  /^Remove-Item Env:(?<name>\w+)$/,
  /^(?:if defined \w+ .* else )?set "(?<name>\w+)=(?<value>.*)"$/,
];

/** Each with its value as spelt, without quotes and without other variables' values. */
export function variablesIn(text: string): { name: string; value: string }[] {
  return text.split('\n').flatMap((line) => {
    const groups = SETS.map((pattern) => pattern.exec(line)?.groups).find((found) => found !== undefined);
    return groups?.['name'] === undefined ? [] : [{ name: groups['name'], value: literal(groups['value'] ?? '') }];
  });
}

function literal(value: string): string {
  return value.replace(/\$\(if .*\}\)|\$\{[^}]*\}|\$\w+|%\w+%|['"]/g, '');
}
