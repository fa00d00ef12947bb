/**
 * A return of about `megabytes` MB in chunks of 64 kB, the same for the same seed: invented children with one to three
 * episodes, each with a few assessments, a section 47 enquiry and a plan.
 */
export async function* bigReturn(megabytes: number, seed: number): AsyncGenerator<Uint8Array> {
  const random = generator(seed);
  const pick = (list: string[]) => list[Math.floor(random() * list.length)]!;
  const factors = '1A 1B 2A 3A 3B 4A 4B 5A 6A 10A 14A 16A 17A 18B 19B 20 24A'.split(' ');
  const encoder = new TextEncoder();
  const date = (day: number) => new Date(Date.UTC(2023, 3, 1 + day)).toISOString().slice(0, 10);
  const tag = (name: string, text: string) => `      <${name}>${text}</${name}>\n`;
  let left = megabytes * 1e6;
  let text =
    '<?xml version="1.0" encoding="utf-8"?>\n<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2024</Year>' +
    '<ReferenceDate>2024-03-31</ReferenceDate></CollectionDetails><Source><LEA>999</LEA></Source></Header>\n<Children>\n';
  for (let child = 1; left > 0; child++) {
    text += `  <Child>\n    <ChildIdentifiers>\n${tag('LAchildID', `A${child}`)}${tag('UPNunknown', 'UN1')}`;
    text += `${tag('PersonBirthDate', date(-Math.floor(random() * 6000)))}${tag('GenderCurrent', pick(['1', '2']))}    </ChildIdentifiers>\n`;
    text += `    <ChildCharacteristics>\n${tag('Ethnicity', 'WBRI')}<Disabilities><Disability>NONE</Disability></Disabilities>    </ChildCharacteristics>\n`;
    for (let episodes = Math.ceil(random() * 3); episodes > 0; episodes--) {
      const start = Math.floor(random() * 100);
      text += `    <CINdetails>\n${tag('CINreferralDate', date(start))}${tag('ReferralSource', '1A')}${tag('PrimaryNeedCode', 'N1')}`;
      for (let assessments = Math.ceil(random() * 3); assessments > 0; assessments--) {
        const begun = start + Math.floor(random() * 90);
        text += `    <Assessments>\n${tag('AssessmentActualStartDate', date(begun))}${tag('AssessmentAuthorisationDate', date(begun + 40))}`;
        text += `<FactorsIdentifiedAtAssessment>\n${tag('AssessmentFactors', pick(factors))}</FactorsIdentifiedAtAssessment>    </Assessments>\n`;
      }
      text += `    <Section47>\n${tag('S47ActualStartDate', date(start + 5))}${tag('ICPCnotRequired', 'false')}    </Section47>\n`;
      text += `${tag('ReferralNFA', 'false')}    <ChildProtectionPlans>\n${tag('CPPstartDate', date(start + 20))}`;
      text += `${tag('InitialCategoryOfAbuse', 'NEG')}${tag('NumberOfPreviousCPP', '0')}    </ChildProtectionPlans>\n    </CINdetails>\n`;
    }
    text += '  </Child>\n';
    if (text.length < 65536) continue;
    left -= text.length;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(`${text}</Children></Message>`);
}

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
