/** Many places as Markdown for a ticket. */
import type { Fleet } from '../../model/fleet.ts';
import { block, bullets, prose, table } from '../report/markdown.ts';
import { count } from '../words/quantity.ts';
import { OWNER_WORDS } from '../words/words.ts';
import {
  causeName,
  examplesOf,
  firstRequest,
  fromWords,
  gainWords,
  headline,
  manySubjects,
  measuredWords,
  noteWords,
  openRows,
  placeName,
  SHOWN,
  shownPictures,
  spreadWords,
} from './words.ts';

export function fleetMarkdown(shown: Fleet, whole: Pick<Fleet, 'causes'>): string {
  return [
    `# ${prose(headline(shown))}`,
    prose(measuredWords(shown)),
    bullets(noteWords(shown)),
    requestSection(shown),
    causeSection(shown, whole),
    pictureSection(shown),
    rowSection(shown),
    silentSection(shown),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function requestSection(fleet: Fleet): string {
  const first = firstRequest(fleet);
  if (first === null) return '';
  const { request, cause, beyond } = first;
  return [
    `## First: ${prose(cause.title ?? causeName(cause))}`,
    prose(`${cause.code} ${cause.name}, at ${count(cause.places, 'place')}. ${gainWords(cause)}`),
    `For ${OWNER_WORDS[request.owner]}:`,
    block(request.text),
    ...(request.command === null ? [] : [block(request.command)]),
    ...(beyond.length === 0 ? [] : [`That is the text of one place; at all of them it is about:\n\n${bullets(beyond)}`]),
  ].join('\n\n');
}

function causeSection(shown: Fleet, whole: Pick<Fleet, 'causes'>): string {
  if (shown.causes.length === 0) return '';
  const left = whole.causes.length - shown.causes.length;
  return [
    '## Causes',
    table(
      ['', 'Cause', 'Places', 'Where', 'Rows', 'Gained'],
      shown.causes.map((cause, index) => [
        String(index + 1),
        `${causeName(cause)} (${cause.severity})`,
        String(cause.places),
        spreadWords(cause.at),
        String(cause.rows.length),
        gainWords(cause),
      ]),
    ),
    bullets([...(left > 0 ? [`${count(left, 'more cause')}`] : []), ...manySubjects(shown)]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function pictureSection(fleet: Fleet): string {
  const { listed, others } = shownPictures(fleet);
  if (listed.length === 0) return '';
  const names = new Map(fleet.places.map((place) => [place.id, place]));
  return [
    '## Places that look the same',
    table(
      ['', 'Places', 'Outcome', 'From', 'Causes', 'Where', 'For instance'],
      listed.map((picture) => [
        picture.id,
        String(picture.places),
        picture.outcome,
        fromWords(picture.from),
        picture.codes.join(' '),
        spreadWords(picture.at),
        examplesOf([picture.example], picture.places, names),
      ]),
    ),
    ...(others.places > 0 ? [`${count(others.places, 'place')} in ${count(others.groups, 'more group')}.`] : []),
  ].join('\n\n');
}

function rowSection(fleet: Fleet): string {
  const { open, met } = openRows(fleet);
  const columns = fleet.pictures.slice(0, SHOWN.pictures);
  return [
    ...(open.length === 0
      ? []
      : [
          '## Rows',
          table(
            ['Row', ...columns.map(({ id }) => id), 'Not met', 'Open', 'Of'],
            open
              .slice(0, SHOWN.rows)
              .map(({ id, verdicts, met: ok, unmet, unknown }) => [
                id,
                ...columns.map((_, index) => verdicts[index] ?? '–'),
                String(unmet),
                String(unknown),
                String(ok + unmet + unknown),
              ]),
          ),
        ]),
    ...(met > 0 ? [`${count(met, 'row')} ${met === 1 ? 'is met wherever it counts' : 'are met wherever they count'}.`] : []),
  ].join('\n\n');
}

function silentSection({ noResult, summary }: Fleet): string {
  if (noResult.length === 0) return '';
  const left = summary.noResult - noResult.length;
  const lines = noResult.map(({ instance, source, why }) => `${placeName({ instance, host: null, source })} (${why})`);
  return `## Nothing came from\n\n${bullets([...lines, ...(left > 0 ? [`${left} more`] : [])])}`;
}
