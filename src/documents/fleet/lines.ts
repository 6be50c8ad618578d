/** Many places as plain lines: what to ask for first, causes, places that look the same, and rows by those. */
import type { Fleet, FleetPlace } from '../../model/fleet.ts';
import { count } from '../words/quantity.ts';
import { joined } from '../words/say.ts';
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
  rowsWords,
  SHOWN,
  shownPictures,
  spreadWords,
} from './words.ts';

const OUTCOMES = { pass: 'PASS', fail: 'FAIL', inconclusive: 'UNSURE' } as const;
const SHORT = { met: 'met', unmet: 'UNMET', unknown: 'open', 'not-applicable': 'n/a' } as const;
const COLUMN = 7;

/** `whole`: what `shown` is the part of that people are shown. */
export function fleetLines(shown: Fleet, whole: Pick<Fleet, 'causes'>): string[] {
  const places = new Map(shown.places.map((place) => [place.id, place]));
  return [
    `FLEET   ${headline(shown)}`,
    `        ${measuredWords(shown)}`,
    ...noteWords(shown).map((note) => `NOTE    ${note}`),
    ...section(requestLines(shown)),
    ...section(causeLines(shown, whole, places)),
    ...section(pictureLines(shown, places)),
    ...section(rowLines(shown)),
    ...section(silentLines(shown)),
  ];
}

function section(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function requestLines(fleet: Fleet): string[] {
  const first = firstRequest(fleet);
  if (first === null) return [];
  const { request, cause, beyond } = first;
  return [
    `FIRST   ${cause.title ?? causeName(cause)} (${cause.code} ${cause.name})`,
    `        Found at ${count(cause.places, 'place')}. ${gainWords(cause)}`,
    `        Ask: ${OWNER_WORDS[request.owner]}`,
    ...request.text.split('\n').map((line) => `          ${line}`),
    ...(request.command === null ? [] : request.command.split('\n').map((line) => `            ${line}`)),
    ...(beyond.length === 0
      ? []
      : [`        That is the text of one place; at all of them it is about`, ...beyond.map((host) => `          ${host}`)]),
  ];
}

function causeLines(shown: Fleet, whole: Pick<Fleet, 'causes'>, places: ReadonlyMap<string, FleetPlace>): string[] {
  const left = whole.causes.length - shown.causes.length;
  return [
    ...shown.causes.flatMap((cause, index) => [
      `CAUSE ${index + 1} ${cause.severity}  ${causeName(cause)}`,
      `        ${count(cause.places, 'place')}: ${spreadWords(cause.at)}; ${examplesOf(cause.found, cause.places, places)}`,
      `        ${gainWords(cause)}${cause.rows.length === 0 ? '' : ` Rows: ${rowsWords(cause.rows)}`}`,
    ]),
    ...(left > 0 ? [`        ${count(left, 'more cause')}; --json has all of them`] : []),
    ...manySubjects(shown).map((line) => `        ${line}`),
  ];
}

function pictureLines(fleet: Fleet, places: ReadonlyMap<string, FleetPlace>): string[] {
  const { listed, others } = shownPictures(fleet);
  return [
    ...(listed.length === 0 ? [] : ['PLACES that look the same']),
    ...listed.map(
      (picture) =>
        `  ${picture.id.padEnd(3)} ${count(picture.places, 'place')}  ${OUTCOMES[picture.outcome]}  ${joined('; ', [
          `from ${fromWords(picture.from)}`,
          picture.codes.length > 0 && picture.codes.join(' '),
          spreadWords(picture.at),
          examplesOf([picture.example], picture.places, places),
        ])}`,
    ),
    ...(others.places > 0 ? [`      ${count(others.places, 'place')} in ${count(others.groups, 'more group')}`] : []),
  ];
}

function rowLines(fleet: Fleet): string[] {
  const { open, met } = openRows(fleet);
  const shown = open.slice(0, SHOWN.rows);
  const columns = fleet.pictures.slice(0, SHOWN.pictures);
  const width = Math.max(0, ...shown.map(({ id }) => id.length));
  const cells = (texts: readonly string[]) => texts.map((text) => text.padEnd(COLUMN)).join('');
  return [
    ...(shown.length === 0 ? [] : [`ROWS  ${''.padEnd(width)}  ${cells(columns.map(({ id }) => id))}`.trimEnd()]),
    ...shown.map(({ id, met: ok, unmet, unknown, verdicts }) => {
      const told = cells(columns.map((_, index) => SHORT[verdicts[index] ?? 'not-applicable']));
      const sum = joined(', ', [unmet > 0 && `not met at ${unmet}`, unknown > 0 && `open at ${unknown}`]);
      return `      ${id.padEnd(width)}  ${told}${sum} of ${ok + unmet + unknown}`;
    }),
    ...(open.length > shown.length ? [`      ${count(open.length - shown.length, 'more row')} that are not met everywhere`] : []),
    ...(met > 0 ? [`      ${count(met, 'row')} ${met === 1 ? 'is' : 'are'} met wherever ${met === 1 ? 'it counts' : 'they count'}`] : []),
  ];
}

function silentLines({ noResult, summary }: Fleet): string[] {
  const left = summary.noResult - noResult.length;
  return [
    ...(noResult.length === 0 ? [] : ['NOTHING CAME FROM']),
    ...noResult.map(({ instance, source, why }) => `      ${placeName({ instance, host: null, source })}  (${why})`),
    ...(left > 0 ? [`      and ${left} more`] : []),
  ];
}
