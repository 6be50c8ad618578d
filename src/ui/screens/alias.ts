/** How an alias works: where it leads, the line of each value, the files read, and what to change. */
import type { AliasPicture, AliasSetting, AliasView } from '../../app/screens/alias-view.ts';
import { BLANK, cell, type Line, seg } from '../../render/line/line.ts';
import { block, verbatim } from '../../render/line/wrap.ts';
import { leftWidth, proseWidth, type Room, rightWidth, type ScreenBody, TWO_PANES_FROM } from './body.ts';
import { section } from './parts.ts';

const INDENT = 3;
/** `StrictHostKeyChecking` and a space. */
const KEYWORD = 22;

export function aliasBody({ empty, aliases }: AliasView, room: Room): ScreenBody {
  const wide = room.width >= TWO_PANES_FROM;
  const prose = wide ? leftWidth(room) - 2 : proseWidth(room);
  if (empty !== null) return { kind: 'scroll', lines: block(empty, prose, { indent: 1 }) };
  if (!wide)
    return {
      kind: 'scroll',
      lines: aliases.flatMap((each, index) => [...gap(index), ...wayLines(each, prose), ...fileLines(each, prose, room.width)]),
    };
  const right = rightWidth(room);
  return {
    kind: 'scroll',
    lines: aliases.flatMap((each, index) => [...gap(index), ...wayLines(each, prose)]),
    beside: aliases.flatMap((each, index) => [...gap(index), ...fileLines(each, right, right).slice(1)]),
  };
}

function gap(index: number): Line[] {
  return index === 0 ? [] : [BLANK];
}

function wayLines({ name, isTyped, way, section: matched, settings, list, connection }: AliasPicture, width: number): Line[] {
  return [
    ...block(isTyped ? name : `${name}, an example for its section`, width, { indent: 1, tone: 'strong' }),
    ...block(way, width, { indent: INDENT }),
    ...block(matched, width, { indent: INDENT + 9, label: '   section' }),
    ...(connection === null ? [] : block(connection, width, { indent: INDENT + 9, label: '   tried' })),
    ...section(
      'What counts, and which line gives it',
      settings.flatMap((each) => settingLines(each, width)),
    ),
    ...(list === null ? [] : [BLANK, ...block(list, width, { indent: INDENT + 9, label: '   VS Code' })]),
  ];
}

function settingLines({ keyword, value, source, lost }: AliasSetting, width: number): Line[] {
  const under = { indent: INDENT + KEYWORD };
  return [
    ...block(value, width, { ...under, label: `   ${cell(keyword, KEYWORD)}` }),
    ...block(source, width, { ...under, tone: 'dim' }),
    ...(lost === null ? [] : block(lost, width, { ...under, tone: 'warn' })),
  ];
}

function fileLines({ chain, patches }: AliasPicture, width: number, screen: number): Line[] {
  return [
    ...section(
      'What ssh reads, in this order',
      chain.flatMap(({ depth, text, isGood }) =>
        block(text, width, { indent: INDENT + 2 * depth + 2, label: ' '.repeat(INDENT + 2 * depth), tone: isGood ? 'plain' : 'warn' }),
      ),
    ),
    ...section(
      patches.length > 1 ? 'Changes that mend it' : 'The change that mends it',
      patches.flatMap(({ why, diff }, index) => [
        ...(index === 0 ? [] : [BLANK]),
        ...block(why, width, { indent: INDENT }),
        ...verbatim(diff, screen, INDENT + 2, 'strong'),
      ]),
    ),
    ...(patches.length === 0 ? [] : [BLANK, [seg('   Nothing was changed for you.', 'dim')]]),
  ];
}
