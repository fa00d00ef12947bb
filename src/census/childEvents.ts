import { censusDate } from './censusDate';
import { DISABILITIES, EVENT_TYPES, isDateTag, MODULES, REVIEWS } from './logColumns';
import type { EventType } from './logColumns';
import { splitCodes } from './splitCodes';
import { deepNodes, firstNode, textOf } from './xmlNode';
import type { XmlNode } from './xmlNode';

/** Column -> text; only what has a value. */
export type Fields = Record<string, string>;

/** One dated event of a child, as one return tells it. The events of one module share its fields. */
export interface CensusEvent {
  /** As written. */
  child: string;
  type: EventType;
  /** ISO, or as written where it is no date. */
  date: string;
  /** Days since 1970-01-01; null where it is no date. */
  day: number | null;
  person: Fields;
  module: Fields;
  /** Of the assessment, upper case, each once, in the order written. */
  factors: string[];
}

/** The events of one `Child` element: one for each date of `EVENT_TYPES`, in the order of the log's columns. */
export function childEvents(child: XmlNode): CensusEvent[] {
  const identifiers = firstNode(child, 'ChildIdentifiers');
  const characteristics = firstNode(child, 'ChildCharacteristics');
  const id = childId(child);
  const person = {
    ...fieldsOf(identifiers, MODULES.ChildIdentifiers),
    ...fieldsOf(characteristics, MODULES.ChildCharacteristics),
  };
  const disabilities = characteristics ? deepNodes(characteristics, 'Disability').map(({ text }) => text) : [];
  if (disabilities.some(Boolean)) person[DISABILITIES] = disabilities.filter(Boolean).join(',');

  const events: CensusEvent[] = [];
  const add = (node: XmlNode, tags: Record<string, string>, factors: string[]) => {
    const module = fieldsOf(node, tags);
    const reviews =
      node.name === 'ChildProtectionPlans' ? deepNodes(node, 'CPPreviewDate').filter(({ text }) => text) : [];
    if (reviews.length > 0) module[REVIEWS] = reviews.map(({ text }) => censusDate(text).text).join(',');
    for (const type of EVENT_TYPES) {
      const written = tags[type] === undefined ? '' : textOf(node, type);
      if (written === '') continue;
      const { text, day } = censusDate(written);
      events.push({ child: id, type, date: text, day, person, module, factors });
    }
  };
  for (const details of deepNodes(child, 'CINdetails')) {
    add(details, MODULES.CINdetails, []);
    for (const one of deepNodes(details, 'Assessments')) add(one, MODULES.Assessments, [...new Set(factorsOf(one))]);
    for (const one of deepNodes(details, 'Section47')) add(one, MODULES.Section47, []);
    for (const one of deepNodes(details, 'ChildProtectionPlans')) add(one, MODULES.ChildProtectionPlans, []);
  }
  return events;
}

/** The child's id as written, '' where blank. */
export const childId = (child: XmlNode): string => textOf(firstNode(child, 'ChildIdentifiers') ?? child, 'LAchildID');

/** The codes of one `Assessments` element, wherever they stand in it, upper case, repeats included. */
export function factorsOf(assessment: XmlNode): string[] {
  return factorTexts(assessment).flatMap((text) => splitCodes(text));
}

/** The texts of its factor elements that have any: in the wrapper, without it, or written into an empty wrapper itself. */
export function factorTexts(assessment: XmlNode): string[] {
  const wrappers = deepNodes(assessment, 'FactorsIdentifiedAtAssessment').filter(({ kids }) => kids.length === 0);
  return [...deepNodes(assessment, 'AssessmentFactors'), ...wrappers].map(({ text }) => text).filter(Boolean);
}

function fieldsOf(node: XmlNode | undefined, tags: Record<string, string>): Fields {
  const fields: Fields = {};
  for (const kid of node?.kids ?? []) {
    const column = Object.hasOwn(tags, kid.name) ? tags[kid.name] : undefined;
    if (column === undefined || kid.text === '' || fields[column] !== undefined) continue;
    fields[column] = isDateTag(kid.name) ? censusDate(kid.text).text : kid.text;
  }
  return fields;
}
