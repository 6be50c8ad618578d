/** GD906: the signs of the installation match another edition than the measured one. */
import { fitOf, installationOf, installationSigns } from '../../knowledge/installation.ts';
import { EDITION_WORDS, signsText } from '../../knowledge/installation-words.ts';
import { command } from '../../model/command/index.ts';
import type { InstallationSign } from '../../model/installation.ts';
import type { EditionName } from '../../model/profile-words.ts';
import { defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

interface Facts {
  chosen: EditionName;
  fits: EditionName;
  signs: readonly InstallationSign[];
  isStrong: boolean;
  /** Unmet requirements that the matching edition does not have. */
  notNeeded: readonly string[];
}

export const editionContradicted = defineRule<Facts>({
  code: 'GD906',
  scope: 'machine',
  // Whatever makes these requirements fail, this installation does not have them.
  leadsThere: true,

  find(view) {
    const { profile } = view.session;
    const fit = fitOf(installationSigns(view.session, view.host));
    const chosen = profile.edition ?? 'document';
    if (fit === null || fit.edition === installationOf(chosen) || profile.editionIs === 'unsure') return [];
    // One sign proves little on a laptop, which may be a machine in any cloud.
    if (!fit.isStrong && (profile.from === null || profile.from === 'laptop')) return [];
    const isForeign = (id: string) => view.requirement(id)?.editions?.includes(fit.edition) === false;
    const failed = view.failed.filter(({ requirements }) => requirements.length > 0 && requirements.every(isForeign));
    const host = view.observations.filter(({ probe }) => probe === 'host').map(({ id }) => id);
    return [
      {
        subject: fit.edition,
        confidence: fit.isStrong ? ('likely' as const) : ('possible' as const),
        accountsFor: failed.map(({ id }) => id),
        evidence: host,
        facts: {
          chosen,
          fits: fit.edition,
          signs: fit.signs,
          isStrong: fit.isStrong,
          notNeeded: view.rowIds(failed.map(({ id }) => id)),
        },
      },
    ];
  },

  summary: 'The requirements of the wrong kind of installation were measured.',
  why: 'Each kind of runner needs different hosts and ports. With the wrong list, some failed checks do not matter, and some missing firewall rules are not found.',
  stops: 'Nothing by itself. But requests that use the wrong list open ports that no program uses, and omit ports that the runner needs.',
  otherwise: 'the signs may be left over from another installation on this machine',
  confusedWith: {
    'edition-not-established': 'the kind of runner was not stated; here the signs contradict the kind that was stated.',
    'gateway-not-needed': 'the edition is right, and this kind of runner needs no gateway.',
  },
  byHand: [],
  byHandNote:
    'In the runner’s task, AWS_EXECUTION_ENV says AWS_ECS_FARGATE or AWS_ECS_EC2. The runner’s configuration names its gateway (gatewayAPIEndpoint) and its own domain (runnerProxyDomain).',
  example: { chosen: 'document', fits: 'aws-runner-2026', signs: ['fargate-task'], isStrong: true, notNeeded: ['<row>'] },
  titleIsOpen: true,
  title: ({ chosen, fits, isStrong }) =>
    `This ${isStrong ? 'is probably' : 'may be'} ${EDITION_WORDS[fits]}, but it was measured as ${EDITION_WORDS[chosen]}`,
  evidence: ({ signs, notNeeded, fits }) => [
    `Signs: ${signsText(signs)}.`,
    notNeeded.length > 0 && `${plural(notNeeded.length, 'failed check')} not needed by ${EDITION_WORDS[fits]}: ${toList(notNeeded)}.`,
  ],
  fixes: ({ fits }) => [
    {
      owner: 'you',
      text: `Measure again as ${EDITION_WORDS[fits]} before anything is requested.`,
      command: command`gitpod-doctor check --edition ${fits}`,
    },
  ],
});
