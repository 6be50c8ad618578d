/**
 * The Windows equivalents of programs that Windows lacks, as data. `{1}` stands for a word, `{-e}` for the words after each `-e`; the rest
 * of the right side is written literally. The first matching line is used.
 */
export interface Equivalent {
  posix: string;
  powershell?: string;
  cmd?: string;
}

const HOSTS = '$env:SystemRoot\\System32\\drivers\\etc\\hosts';

export const EQUIVALENTS: readonly Equivalent[] = [
  { posix: 'dig @{1} {2}', powershell: 'Resolve-DnsName -Name {2} -Server {1}', cmd: 'nslookup {2} {1}' },
  { posix: 'dig {1}', powershell: 'Resolve-DnsName -Name {1}', cmd: 'nslookup {1}' },
  { posix: 'nc -vz -w 5 {1} {2}', powershell: 'Test-NetConnection -ComputerName {1} -Port {2}' },
  { posix: 'cat /etc/resolv.conf', powershell: 'Get-DnsClientServerAddress', cmd: 'ipconfig /all' },
  { posix: 'cat {1} >> {2}', powershell: 'Get-Content -LiteralPath {1} | Add-Content -LiteralPath {2}', cmd: 'type {1} >> {2}' },
  { posix: 'cat {1} {2} > {3}', powershell: 'Get-Content -LiteralPath {1}, {2} | Set-Content -LiteralPath {3}', cmd: 'type {1} {2} > {3}' },
  { posix: 'cat {1}', powershell: 'Get-Content -LiteralPath {1}', cmd: 'type {1}' },
  { posix: 'ls -l {1}', powershell: 'Get-Item -LiteralPath {1}', cmd: 'dir {1}' },
  { posix: 'command -v {1} {2}', powershell: 'Get-Command {1}, {2}', cmd: 'where {1} {2}' },
  { posix: 'command -v -- {1}', powershell: 'Get-Command -Name {1}', cmd: 'where {1}' },
  { posix: 'command -v {1}', powershell: 'Get-Command -Name {1}', cmd: 'where {1}' },
  {
    posix: 'grep -n {-e} /etc/hosts',
    powershell: `Select-String -SimpleMatch -Pattern {-e} -LiteralPath "${HOSTS}"`,
    cmd: 'findstr /n {-e} %SystemRoot%\\System32\\drivers\\etc\\hosts',
  },
  { posix: 'env | grep -i _proxy', powershell: 'Get-ChildItem Env:*_proxy*', cmd: 'set | findstr /i _proxy' },
  { posix: 'date -u', powershell: '(Get-Date).ToUniversalTime()', cmd: 'w32tm /stripchart /computer:time.windows.com /samples:1' },
  { posix: 'timedatectl set-ntp true', powershell: 'w32tm /resync', cmd: 'w32tm /resync' },
  { posix: 'timedatectl status', powershell: 'w32tm /query /status', cmd: 'w32tm /query /status' },
  { posix: 'ip -brief address', powershell: 'Get-NetIPAddress', cmd: 'ipconfig' },
  { posix: 'ip route show default', powershell: 'Get-NetRoute -DestinationPrefix 0.0.0.0/0', cmd: 'route print 0.0.0.0' },
  {
    posix: 'sudo nft list ruleset',
    powershell: 'Get-NetFirewallRule -Action Block -Enabled True',
    cmd: 'netsh advfirewall firewall show rule name=all',
  },
  {
    posix: 'chmod 600 {1}',
    powershell: 'icacls {1} /inheritance:r /grant:r "${env:USERNAME}:F"',
    cmd: 'icacls {1} /inheritance:r /grant:r "%USERNAME%:F"',
  },
  { posix: 'mkdir -p -m 700 {1}', powershell: 'New-Item -ItemType Directory -Force -Path {1}', cmd: 'mkdir {1}' },
];

/** Programs that need an unambiguous name on Windows, because PowerShell 5 has its own `curl`. */
export const SAME_PROGRAMS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['aws', 'certutil', 'git', 'gitpod', 'gitpod-doctor', 'keytool', 'ona', 'openssl', 'pip', 'ssh', 'ssh-add'],
      ...['ssh-keygen', 'ssh-keyscan'],
    ].map((name) => [name, name]),
  ),
  curl: 'curl.exe',
};
