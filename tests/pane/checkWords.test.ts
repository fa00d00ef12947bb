import { words } from '../../src/pane/words';
import { assessment, child, factors, message, read } from '../census/returns';

test("a return that breaks each of the DfE's rules is told in words, and the rule's number", async () => {
  const closed = (...codes: string[]) => assessment('2024-05-01', '2024-06-03', factors(...codes));
  const { report } = await read(
    message(
      child('A1', closed('21', '4B')) +
        child('A2', closed('4B', '4B')) +
        child('A3', assessment('2024-05-01', '', factors('4B'))) +
        child('A4', closed()) +
        child('A5', closed('18A', '19A')) +
        child('A6', closed('4b') + '<Odd/>'),
      '2025-03-31',
      '2024',
    ),
  );
  const told = Object.keys(report.counts).map((check) => words.checks[check] ?? check);
  expect(told).toEqual(
    expect.arrayContaining([
      '21 (no factors) beside other factors: rule 8869',
      'a factor twice in one assessment: rule 8898',
      'factors on an open assessment: rule 8614',
      'closed assessment without factors: rule 8897Q',
      '18A, not used from 2024-25: rule 8945Q',
      '19A, not used from 2024-25: rule 8950Q',
      'code written another way, mended',
      'not expected in a return',
      'year or authority in the header',
    ]),
  );
});
