import { censusDate } from './censusDate';
import { checkAssessment } from './checkAssessment';
import type { Tell } from './checkAssessment';
import { childId } from './childEvents';
import { checkDates } from './checkDates';
import { CODES, ONCE, TAGS } from './codeLists';
import { isDateTag } from './logColumns';
import { firstNode, nodesOf, textOf } from './xmlNode';
import type { XmlNode } from './xmlNode';

/** LAchildID has up to 10 letters and digits. */
const LONGEST_ID = 10;
/** Elements of one name in one other that a later one is compared with. */
const COMPARED = 100;
/** Dates of a child alive today are later. */
const FIRST_DAY = Date.UTC(1900, 0, 1) / 86400000;
const UPN = /^[A-Z]\d{11}[A-Z\d]$/;

/**
 * Checks all of one `Child` element that doesn't need the return's year: ids, dates, codes, order, elements. Nothing is
 * changed by it. `referenceDay` (days since 1970-01-01, or null) is the header's.
 */
export function checkChild(child: XmlNode, referenceDay: number | null, tell: Tell): void {
  checkId(child, tell);
  checkNodes(child, tell);
  const identifiers = firstNode(child, 'ChildIdentifiers');
  for (const [one, other] of [
    ['UPN', 'UPNunknown'],
    ['PersonBirthDate', 'ExpectedPersonBirthDate'],
    ['GenderCurrent', 'Sex'],
  ] as const) {
    if (textOf(identifiers, one) !== '' && textOf(identifiers, other) !== '') {
      tell('unexpected', identifiers!.line, `Both ${one} and ${other} are given`);
    }
  }
  checkEpisodes(child, tell);
  checkDates(child, referenceDay, tell);
}

function checkId(child: XmlNode, tell: Tell): void {
  const id = childId(child);
  if (id === '') tell('no child id', child.line, 'LAchildID is blank');
  else if (id.length > LONGEST_ID)
    tell('child id too long', child.line, `LAchildID has ${id.length} characters; ${LONGEST_ID} are allowed`);
  if (/[^A-Za-z0-9]/.test(id))
    tell('child id not letters and digits', child.line, 'LAchildID has other characters than letters and digits');
}

/** What an episode says of itself against what it holds. */
function checkEpisodes(child: XmlNode, tell: Tell): void {
  const closures = new Set<string>();
  for (const details of nodesOf(child, 'CINdetails')) {
    const held = ['Assessments', 'Section47', 'ChildProtectionPlans', 'DateOfInitialCPC'].filter((tag) =>
      firstNode(details, tag),
    );
    if (isTrue(textOf(details, 'ReferralNFA')) && held.length > 0) {
      tell('unexpected', details.line, `ReferralNFA is true, but there is ${held.join(', ')}`);
    }
    for (const one of nodesOf(details, 'Section47')) {
      if (isTrue(textOf(one, 'ICPCnotRequired')) && textOf(one, 'DateOfInitialCPC') !== '') {
        tell('unexpected', one.line, 'ICPCnotRequired is true, but there is a DateOfInitialCPC');
      }
    }
    for (const one of nodesOf(details, 'Assessments')) {
      const closed = textOf(one, 'AssessmentAuthorisationDate');
      if (closed === '' && textOf(details, 'CINclosureDate') !== '') {
        tell('unexpected', one.line, 'An assessment is not completed, though the episode is closed');
      }
      if (closed !== '' && closures.has(closed)) {
        tell(
          'given twice',
          one.line,
          `A second assessment was authorised on ${closed}; the two are one row, with the factors of both`,
        );
      }
      closures.add(closed);
    }
  }
}

const isTrue = (text: string) => text === 'true' || text === '1';

/** Element by element, the modules' own checks included. */
function checkNodes(parent: XmlNode, tell: Tell): void {
  const seen = new Map<string, XmlNode[]>();
  for (const node of parent.kids) {
    const { name, line, text } = node;
    if (!TAGS.has(name)) tell('unexpected', line, `The element ${name.slice(0, 40)} is not of the census`);
    if (name === 'Assessments') checkAssessment(node, tell);
    if (node.kids.length > 0 && text !== '') tell('unexpected', line, `Text stands between the elements of ${name}`);
    if (node.kids.length > 0) checkNodes(node, tell);
    else if (text !== '') checkText(name, text, line, tell);
    const before = seen.get(name);
    if (!before) seen.set(name, [node]);
    else if (ONCE.has(name)) {
      tell('given twice', line, `${name} stands more than once; the first that isn't blank is used`);
    } else {
      if (name !== 'AssessmentFactors' && before.some((other) => isSame(other, node))) {
        tell('given twice', line, `${name} stands twice with the same content`);
      }
      if (before.length < COMPARED) before.push(node);
    }
  }
}

function isSame(a: XmlNode, b: XmlNode): boolean {
  return (
    a.name === b.name &&
    a.text === b.text &&
    a.kids.length === b.kids.length &&
    a.kids.every((kid, i) => isSame(kid, b.kids[i]!))
  );
}

function checkText(tag: string, text: string, line: number, tell: Tell): void {
  const shown = text.slice(0, 40);
  if (isDateTag(tag)) {
    const { odd, day } = censusDate(text);
    if (odd) tell(odd, line, `${tag} is "${shown}"`);
    else if (day !== null && day < FIRST_DAY) tell('date not plausible', line, `${tag} is ${shown}`);
  }
  const codes = Object.hasOwn(CODES, tag) ? CODES[tag] : undefined;
  if (codes && !codes.has(text)) tell('code not in the list', line, `${tag} is "${shown}"`);
  if ((tag === 'UPN' || tag === 'FormerUPN') && !UPN.test(text))
    tell('code not in the list', line, `${tag} is not a UPN`);
  if (tag === 'NumberOfPreviousCPP' && !/^\d{1,2}$/.test(text))
    tell('code not in the list', line, `${tag} is "${shown}"`);
}
