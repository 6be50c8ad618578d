/** Regions by image, the excluding clause, the setting, and the AWS credentials in use. */
import type { ImageCell, ImagesView, RegionSetting } from '../../app/screens/images-view.ts';
import { BLANK, cell, type Line, seg } from '../../render/line/line.ts';
import { STATUS_WIDTH, statusSegments } from '../../render/line/status.ts';
import { cells } from '../../render/line/width.ts';
import { block, commandLines } from '../../render/line/wrap.ts';
import { leftWidth, proseWidth, type Room, rightWidth, type ScreenBody, TWO_PANES_FROM } from './body.ts';
import { evidenceBlock, section } from './parts.ts';

const INDENT = 3;
const COLUMN = STATUS_WIDTH + 2;

export function imagesBody(model: ImagesView, room: Room): ScreenBody {
  const wide = room.width >= TWO_PANES_FROM;
  const width = wide ? leftWidth(room) : room.width;
  const prose = wide ? width - 2 : proseWidth(room);
  const main = [
    ...block(model.summary, prose, { indent: 1, tone: 'strong' }),
    ...tableLines(model.cells, prose),
    ...model.cells.flatMap((each) => cellLines(each, prose)),
  ];
  const around = (each: number, screen: number) => [
    ...section(
      'Allowed AMIs',
      model.settings.flatMap((setting) => settingLines(setting, each)),
    ),
    ...section('Credentials', evidenceBlock(model.credentials, each)),
    ...section('For an AWS administrator', commandsOf(model, each, screen)),
  ];
  if (!wide) return { kind: 'scroll', lines: [...main, ...around(prose, room.width)] };
  const right = rightWidth(room);
  return { kind: 'scroll', lines: main, beside: around(right, right).slice(1) };
}

/** One column per image, by number, with a legend below. */
function tableLines(found: readonly ImageCell[], width: number): Line[] {
  if (found.length === 0) return [];
  const images = [...new Set(found.map(({ image }) => image))];
  const regions = [...new Set(found.map(({ region }) => region))];
  const first = Math.max(...regions.map(cells), 'region'.length) + 2;
  const statusAt = (region: string, image: string) => found.find((each) => each.region === region && each.image === image);
  return [
    BLANK,
    [seg(`   ${cell('region', first)}${images.map((_, index) => cell(`image ${index + 1}`, COLUMN)).join('')}`.trimEnd(), 'dim')],
    ...regions.map(
      (region): Line => [
        seg(`   ${cell(region, first)}`),
        ...images.flatMap((image) => {
          const at = statusAt(region, image);
          return [...(at === undefined ? [seg(cell('–', STATUS_WIDTH), 'dim')] : statusSegments(at.status)), seg('  ')];
        }),
      ],
    ),
    BLANK,
    ...images.flatMap((image, index) => block(image, width, { indent: INDENT + 9, label: `   image ${index + 1}  ` })),
  ];
}

/** An image in order needs one line. */
function cellLines({ status, region, image, seen, judged, misses, facts }: ImageCell, width: number): Line[] {
  const [first = BLANK, ...rest] = block(`${image} in ${region}`, width, { indent: STATUS_WIDTH + 5 });
  const more = { indent: STATUS_WIDTH + 5, tone: 'dim' } as const;
  return [
    BLANK,
    [seg('   '), ...statusSegments(status), seg('  '), ...first.slice(1)],
    ...rest,
    ...block(`${seen}; ${judged}`, width, { indent: STATUS_WIDTH + 5 }),
    ...misses.flatMap((miss) => block(miss, width, { indent: STATUS_WIDTH + 7, label: `${' '.repeat(STATUS_WIDTH + 5)}- ` })),
    ...block(facts, width, more),
  ];
}

function settingLines({ region, setting, criteria }: RegionSetting, width: number): Line[] {
  return [
    ...block(`${region}: ${setting}`, width, { indent: INDENT }),
    ...criteria.flatMap((text, index) => block(text, width, { indent: INDENT + 14, label: `   ${`criterion ${index + 1}`.padEnd(14)}` })),
  ];
}

function commandsOf({ commands }: ImagesView, width: number, screen: number): Line[] {
  return commands.flatMap(({ label, text }) =>
    label === 'settles'
      ? block(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`, width, { indent: INDENT })
      : [
          ...(label === 'read with' ? block('What it prints is read with', width, { indent: INDENT }) : []),
          ...commandLines(text, screen, INDENT + 2, 'strong'),
        ],
  );
}
