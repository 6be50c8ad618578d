/** Texts about an alias without an ssh client: the estimate from the files, and VS Code's list. External values go through `mask`. */
import { type EstimatedSettings, nameOf, type VsCodeList } from '../model/ssh/index.ts';

type Mask = (text: string) => string;
const asItIs: Mask = (text) => text;

export const ESTIMATED_REMARK = 'estimated from the files; no ssh client here to confirm it';

/** `would run … and talk through it, as …`. */
export function estimatedText(alias: string, estimate: EstimatedSettings, mask: Mask = asItIs): string {
  const { hostname, port, user, proxyCommand, proxyJump, isPartial } = estimate;
  const isVirtual = hostname.toLowerCase() === nameOf(alias).toLowerCase();
  const way =
    proxyCommand !== null
      ? `would run ${mask(proxyCommand.program)} and talk through it`
      : proxyJump !== null
        ? `would go over ${mask(proxyJump.join(', then '))}`
        : isVirtual
          ? 'would ask DNS for it, as for any other host'
          : `would connect to ${mask(hostname)} port ${port}`;
  return `${way}${user === null ? '' : `, as user ${mask(user)}`}${isPartial ? '; a Match line may change that' : ''}`;
}

/** Whether Remote-SSH lists the name; null if there is nothing to list. Every sentence is hedged, because Remote-SSH is closed source. */
export function vsCodeListText({ state, file, line }: VsCodeList, mask: Mask = asItIs): string | null {
  const at = mask(`${file}${line === null ? '' : `:${line}`}`);
  switch (state) {
    case 'listed':
      return 'the list of SSH hosts in VS Code probably shows it';
    case 'pattern':
      return `the list of SSH hosts in VS Code probably omits it, because only the pattern at ${at} fits; the name can be typed there`;
    case 'include-below-section':
      return `the list of SSH hosts in VS Code probably omits it, because VS Code does not follow the Include at ${at}, below a section; the name can be typed there`;
    case 'not-parsed':
      return `the list of SSH hosts in VS Code is probably empty, because VS Code refuses ${at}`;
    case 'absent':
      return null;
  }
}
