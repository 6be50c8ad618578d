/** Words that a report, a network or a file may hold, each of which means something to some shell. `touch canary` must never run. */
export const HOSTILE: readonly string[] = [
  ...['h$(touch canary).aws', 'h$({touch,canary}).aws', 'h$(touch${IFS}canary)', '`touch canary`', '$HOME', '${HOME}', '$((1+1))'],
  ...["'", "it's; touch canary; '", "'$(touch canary)'", '"', '" ; touch canary ; "', '"$(touch canary)"', '\\', 'a\\', 'a b\\', "\\'; touch canary; \\'"],
  ...[';touch canary', '&& touch canary', '|| touch canary', '| touch canary', '& touch canary', '> canary', '< /etc/passwd', '<host>', '#x', '# touch canary'],
  ...['*', '?', '[a-z]*', '{a,b}', '~', '~root', '~/x', '=ls', '!!', '!touch', 'a!b!', "it's!", '-x', '--', '--output=canary', '-oProxyCommand=touch canary', '@x', '+x'],
  ...['%PATH%', '%PATH:~0,1%', '%^PATH%', '%CMDCMDLINE:~-1%', '100%', '%%', '%a%b%c%', '^', '^&calc', 'a" & calc & "', 'a&calc', '(calc)'],
  ...['’; calc; ‘', '‚calc‛', '“$(calc)”', '„calc', '$env:PATH', '$(calc)', '`n', '@(calc)', '{calc}', ',calc', '--%', '0x10', '1e3', '5kb'],
  ...['', ' ', '  two  blanks ', 'http://u:p@h/?a=b&c=d', 'C:\\Users\\A B\\', '\\\\server\\share', 'ünï', '日本', '\u00a0'],
];

/** What no terminal takes as it is: not written in any command. */
export const UNSEEN: readonly string[] = ['a\nb', '\r', '\u0003touch canary\r', '\u001b[201~touch canary\n', 'a\tb', '\u0000', '\u009b', '\u202etxt', 'a\u200bb', '\ufeffx', '\u2028', '\u00ad', '\ud800'];
