import { censusDate } from './censusDate';
import type { Tell } from './checkAssessment';
import { yearOfDay } from './codeLists';
import { deepNodes, firstNode } from './xmlNode';
import type { XmlNode } from './xmlNode';

/** In one element: the first date isn't after the second. Assessments' own start and end are told apart elsewhere. */
const WITHIN: Record<string, [string, string][]> = {
  ChildIdentifiers: [['PersonBirthDate', 'PersonDeathDate']],
  CINdetails: [['CINreferralDate', 'CINclosureDate']],
  Assessments: [['AssessmentActualStartDate', 'AssessmentInternalReviewDate']],
  CINPlanDates: [['CINPlanStartDate', 'CINPlanEndDate']],
  Section47: [['S47ActualStartDate', 'DateOfInitialCPC']],
  ChildProtectionPlans: [['CPPstartDate', 'CPPendDate']],
};
/** These don't come before the referral of their episode. */
const AFTER_REFERRAL =
  'AssessmentActualStartDate S47ActualStartDate DateOfInitialCPC CPPstartDate CINPlanStartDate'.split(' ');
/** These don't come after the closure of their episode. */
const BEFORE_CLOSURE = ['AssessmentAuthorisationDate', 'S47ActualStartDate', 'CPPendDate', 'CINPlanEndDate'];
/** Days before its birth that a child can be referred. */
const UNBORN = 300;
/** These can't be known before they happen. */
const HAPPENED = (
  'PersonBirthDate PersonDeathDate CINreferralDate CINclosureDate DateOfInitialCPC AssessmentActualStartDate ' +
  'AssessmentInternalReviewDate AssessmentAuthorisationDate S47ActualStartDate CPPstartDate CPPendDate CPPreviewDate'
).split(' ');
/** With these before it began, an episode doesn't belong in the year's return. */
const ENDS = new Set(['CINclosureDate', 'AssessmentAuthorisationDate', 'CPPendDate']);

interface Dated {
  text: string;
  day: number;
  line: number;
}

/** Checks a child's dates against each other, and against the return's reference date and the year it falls in. */
export function checkDates(child: XmlNode, referenceDay: number | null, tell: Tell): void {
  const late = (earlier: [string, Dated | null], later: [string, Dated | null]) => {
    const [[a, first], [b, second]] = [earlier, later];
    if (first && second && second.day < first.day) {
      tell('dates out of order', second.line, `${b} ${second.text} is before ${a} ${first.text}`);
    }
  };
  for (const [name, pairs] of Object.entries(WITHIN)) {
    for (const node of deepNodes(child, name)) {
      for (const [a, b] of pairs) late([a, dateIn(node, a)], [b, dateIn(node, b)]);
    }
  }
  const identifiers = firstNode(child, 'ChildIdentifiers');
  const birth = identifiers ? dateIn(identifiers, 'PersonBirthDate') : null;
  const death = identifiers ? dateIn(identifiers, 'PersonDeathDate') : null;
  for (const details of deepNodes(child, 'CINdetails')) {
    const referral = dateIn(details, 'CINreferralDate');
    for (const tag of AFTER_REFERRAL) {
      for (const node of deepNodes(details, tag)) late(['CINreferralDate', referral], [tag, dated(node)]);
    }
    const closure = dateIn(details, 'CINclosureDate');
    for (const tag of BEFORE_CLOSURE) {
      for (const node of deepNodes(details, tag)) late([tag, dated(node)], ['CINclosureDate', closure]);
    }
    if (birth && referral && referral.day < birth.day - UNBORN) {
      tell(
        'dates out of order',
        referral.line,
        `CINreferralDate ${referral.text} is long before PersonBirthDate ${birth.text}`,
      );
    }
    if (death && referral && referral.day > death.day) {
      tell(
        'dates out of order',
        death.line,
        `PersonDeathDate ${death.text} is before CINreferralDate ${referral.text}`,
      );
    }
  }
  if (referenceDay === null) return;
  const begin = Date.UTC(yearOfDay(referenceDay), 3, 1) / 86400000;
  for (const tag of HAPPENED) {
    for (const node of deepNodes(child, tag)) {
      const date = dated(node);
      if (!date) continue;
      if (date.day > referenceDay)
        tell('date outside the return', date.line, `${tag} ${date.text} is after the reference date`);
      else if (ENDS.has(tag) && date.day < begin) {
        tell('date outside the return', date.line, `${tag} ${date.text} is before the return's year`);
      }
    }
  }
}

function dateIn(node: XmlNode, tag: string): Dated | null {
  const found = node.kids.find((kid) => kid.name === tag && kid.text !== '');
  return found ? dated(found) : null;
}

function dated(node: XmlNode): Dated | null {
  const { text, day } = censusDate(node.text);
  return day === null ? null : { text, day, line: node.line };
}
