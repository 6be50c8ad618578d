/**
 * Verdicts of the requirements about SSH aliases. An alias that connects by address is met if its host key arrives. An alias with a proxy
 * command is met only if the real client logs in, which needs consent because the login may start a stopped environment.
 */
import type { Observation } from '../../model/observation.ts';
import type { Requirement } from '../../model/requirement.ts';
import { aliasCases, hasLogin, rowsOfAlias } from '../facts/ssh-aliases.ts';
import { preventsEveryLogin } from '../facts/ssh-logins.ts';
import { firstPhase, type View } from '../facts/view.ts';
import { crashJudgement, type Judgement, MET, UNMET, unknownJudgement, unmeasuredJudgement } from './judgement.ts';

export function judgeAliasRow(row: Requirement, observations: readonly Observation[], view: View): Judgement {
  const own = observations.filter(({ probe }) => probe === 'ssh-config' || probe === 'ssh-connect');
  const broken = own.find(({ state }) => state === 'crashed');
  if (broken !== undefined) return crashJudgement(broken);
  const stopped = own.find(({ state }) => state === 'cancelled');
  if (own.some((each) => view.isFailed(each))) return UNMET;
  if (stopped !== undefined) return unknownJudgement(stopped.cancelledBy === 'deadline' ? 'deadline' : 'not-run');
  const aliases = aliasCases(view).filter((alias) => rowsOfAlias(alias).includes(row.id));
  if (aliases.length === 0) return unmeasuredJudgement(row, view);
  // These settings end every login, so no connection is needed to judge the alias.
  if (aliases.some(preventsEveryLogin)) return UNMET;
  const isOpen = aliases.every((alias) => hasLogin(alias) || alias.connects.some((each) => firstPhase(each, 'kex')?.ok === true));
  if (isOpen) return MET;
  return aliases.some(({ facts }) => facts?.branch === 'proxy-command' || facts?.branch === 'jump')
    ? unknownJudgement('needs-consent')
    : unmeasuredJudgement(row, view);
}
