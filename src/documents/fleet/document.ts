/** A fleet as a document: the first request, the causes, groups of machines with equal results, and requirements by group. */
import type { Fleet, FleetCause, FleetPlace } from '../../model/fleet.ts';
import { type Block, command, list, paragraph, type Section, section, sectionOf } from '../../render/block.ts';
import { count } from '../words/quantity.ts';
import { joined } from '../words/say.ts';
import { OWNER_WORDS } from '../words/words.ts';
import { isOnlyBundles, ticketSections } from './tickets.ts';
import {
  causeName,
  causesWithManySubjects,
  firstRequest,
  fixEffectText,
  headline,
  LIMITS,
  measurementSummary,
  noteWords,
  placeExamples,
  placeName,
  rowsText,
  shownPictures,
  spreadText,
  unmetRows,
  vantageText,
} from './words.ts';

const OUTCOMES = { pass: 'PASS', fail: 'FAIL', inconclusive: 'UNSURE' } as const;
const SHORT = { met: 'met', unmet: 'UNMET', unknown: 'unsure', 'not-applicable': 'n/a' } as const;

type Places = ReadonlyMap<string, FleetPlace>;

/** `whole` is the complete fleet; `shown` is the part of it that fits. It is already masked. */
export function fleetDocument(shown: Fleet, whole: Pick<Fleet, 'causes'>): Section {
  const places = new Map(shown.places.map((place) => [place.id, place]));
  return section(headline(shown), [
    paragraph(measurementSummary(shown)),
    ...noteWords(shown).map((text): Block => ({ kind: 'quote', text: `Note: ${text}` })),
    ...ticketSections(shown, whole),
    ...(isOnlyBundles(shown)
      ? []
      : [
          ...requestSection(shown),
          ...sectionOf('Causes', causes(shown, whole, places)),
          ...sectionOf('Places with the same result', pictures(shown, places)),
          ...sectionOf('Rows', rows(shown)),
        ]),
    ...sectionOf('No result from', list(silent(shown))),
  ]);
}

function requestSection(fleet: Fleet): Section[] {
  const first = firstRequest(fleet);
  if (first === null) return [];
  const { request, cause, beyond } = first;
  return sectionOf(`First: ${cause.title ?? causeName(cause)}`, [
    paragraph(`${cause.code} ${cause.name}, at ${count(cause.places, 'place')}. ${fixEffectText(cause)}`),
    paragraph(`Ask: ${OWNER_WORDS[request.owner]}`),
    command(request.text),
    ...(request.command === null ? [] : [command(request.command)]),
    ...(beyond.length === 0 ? [] : [paragraph('This is the text of one place. Together, the places need:'), ...list(beyond)]),
  ]);
}

function causes(shown: Fleet, whole: Pick<Fleet, 'causes'>, places: Places): Block[] {
  const left = whole.causes.length - shown.causes.length;
  return [
    ...shown.causes.map((cause, index) =>
      section(`${index + 1}. ${causeName(cause)} (${cause.severity})`, [paragraph(causeWords(cause, places))]),
    ),
    ...list([...(left > 0 ? [`${count(left, 'more cause')}; --json has all of them`] : []), ...causesWithManySubjects(shown)]),
  ];
}

function causeWords(cause: FleetCause, places: Places): string {
  return joined(' ', [
    `${count(cause.places, 'place')}: ${spreadText(cause.at)}; ${placeExamples(cause.found, cause.places, places)}.`,
    fixEffectText(cause),
    cause.rows.length > 0 && `Rows: ${rowsText(cause.rows)}`,
  ]);
}

function pictures(fleet: Fleet, places: Places): Block[] {
  const { listed, others } = shownPictures(fleet);
  if (listed.length === 0) return [];
  return [
    {
      kind: 'table',
      head: ['', 'Places', 'Outcome', 'From', 'Causes', 'Machines', 'Where'],
      rows: listed.map((picture) => [
        picture.id,
        String(picture.places),
        [{ status: OUTCOMES[picture.outcome] }],
        vantageText(picture.from),
        picture.codes.join(' '),
        placeExamples([picture.example], picture.places, places),
        spreadText(picture.at),
      ]),
    },
    ...(others.places > 0 ? [paragraph(`${count(others.places, 'place')} in ${count(others.groups, 'more group')}`)] : []),
  ];
}

function rows(fleet: Fleet): Block[] {
  const { open, met } = unmetRows(fleet);
  const shown = open.slice(0, LIMITS.rows);
  const columns = fleet.pictures.slice(0, LIMITS.pictures);
  const table: Block = {
    kind: 'table',
    wide: true,
    head: ['Row', ...columns.map(({ id }) => id), 'Not met', 'Unsure', 'Of'],
    rows: shown.map(({ id, verdicts, met: ok, unmet, unknown }) => [
      id,
      ...columns.map((_, index) => SHORT[verdicts[index] ?? 'not-applicable']),
      ...[unmet, unknown, ok + unmet + unknown].map(String),
    ]),
  };
  return [
    ...(shown.length === 0 ? [] : [table]),
    ...(open.length > shown.length ? [paragraph(`${count(open.length - shown.length, 'more row')} that are not met everywhere`)] : []),
    ...(met > 0
      ? [paragraph(`${count(met, 'row')} ${met === 1 ? 'is met at every place that needs it' : 'are met at every place that needs them'}`)]
      : []),
  ];
}

function silent({ noResult, summary }: Fleet): string[] {
  const left = summary.noResult - noResult.length;
  const names = noResult.map(
    ({ instance, source, why }) => `${placeName({ name: null, instance, host: null, source: instance === null ? source : null })} (${why})`,
  );
  return left > 0 ? [...names, `and ${left} more`] : names;
}
