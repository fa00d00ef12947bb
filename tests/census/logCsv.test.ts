import fc from 'fast-check';
import { readLogCsv, writeLogCsv } from '../../src/census/logCsv';
import { UserError } from '../../src/core/userError';

describe('reading a log.csv', () => {
  test('every cell is text exactly as written: leading zeros and dates stay', () => {
    expect(readLogCsv('CUID,Date,Type\n0001234,2020-02-20,AssessmentAuthorisationDate\n')).toEqual([
      ['CUID', 'Date', 'Type'],
      ['0001234', '2020-02-20', 'AssessmentAuthorisationDate'],
    ]);
  });

  test('a byte-order mark and CRLF', () => {
    expect(readLogCsv('\uFEFFa,b\r\n1,2\r\n')).toEqual([['a', 'b'], ['1', '2']]); // prettier-ignore
  });

  test('semicolons, tabs, and a sep= line', () => {
    expect(readLogCsv('a;b\n"1;x";"2,y"\n')).toEqual([['a', 'b'], ['1;x', '2,y']]); // prettier-ignore
    expect(readLogCsv('a\tb\n1\t2')).toEqual([['a', 'b'], ['1', '2']]); // prettier-ignore
    expect(readLogCsv('sep=;\r\na;b\r\n1;2')).toEqual([['a', 'b'], ['1', '2']]); // prettier-ignore
  });

  test('quotes, quotes in quotes, separators and line breaks in quotes', () => {
    expect(readLogCsv('a,b\n"1A,2B","he said ""no""\nand left"\n')).toEqual([
      ['a', 'b'],
      ['1A,2B', 'he said "no"\nand left'],
    ]);
  });

  test('empty cells are null, also at the end of a line and of the file; empty lines are no rows', () => {
    expect(readLogCsv('a,b,c\n,x,\n\n,,y\n1,2,')).toEqual([
      ['a', 'b', 'c'],
      [null, 'x', null],
      [null, null, 'y'],
      ['1', '2', null],
    ]);
  });

  test('a quote that is never closed: one sentence with the line where it opens', () => {
    expect(() => readLogCsv('a,b\n1,2\n3,"x\n4,5\n')).toThrow(
      new UserError('The log file has a quote at line 3 that is never closed. Export the log again.'),
    );
  });
});

describe('writing a log.csv', () => {
  test('headings, then rows; quotes only where needed; nothing for blank', () => {
    const log = { columns: ['CUID', 'Date', 'Factors'], rows: [['0012', '2020-02-20', '1A,3B'], ['A"1', null, null]], dateColumns: [1] }; // prettier-ignore
    expect(writeLogCsv(log)).toBe('CUID,Date,Factors\n0012,2020-02-20,"1A,3B"\n"A""1",,\n');
  });

  test('no text becomes a formula when Excel opens the file: an apostrophe stands before it, and is taken away again', () => {
    const formulas = ['=1+1', '@SUM(A1)', '+A1', "-cmd|' /C calc'!A0", '\t=1', '\r=1', "'=1"];
    const log = { columns: ['CUID', 'Date'], rows: formulas.map((text) => [text, null]), dateColumns: [1] };
    const lines = `CUID,Date\n'=1+1,\n'@SUM(A1),\n'+A1,\n'-cmd|' /C calc'!A0,\n'\t=1,\n"'\r=1",\n''=1,\n`;
    expect(writeLogCsv(log)).toBe(lines);
    expect(readLogCsv(lines).slice(1)).toEqual(log.rows);
  });

  test('numbers with a sign and names with an apostrophe are no formulas', () => {
    const log = { columns: ['a', 'b', 'c', 'd'], rows: [['-1234', '+1.5', "O'Hara", "'quoted'"]], dateColumns: [] };
    expect(writeLogCsv(log)).toBe("a,b,c,d\n-1234,+1.5,O'Hara,'quoted'\n");
    expect(readLogCsv(writeLogCsv(log)).slice(1)).toEqual(log.rows);
  });

  test('law: what is written is read back cell by cell', () => {
    const seed = Number(process.env.SEED ?? Date.now());
    const cell = fc.option(
      fc.string({
        unit: fc.constantFrom('a', '1', ',', ';', '"', '\n', '\r', '\t', ' ', 'é', '=', '-', "'"),
        minLength: 1,
      }),
    );
    const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
      fc.record({
        columns: fc.array(fc.constantFrom('CUID', 'Date', 'Type', 'A b'), { minLength: width, maxLength: width }),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width })),
      }),
    );
    fc.assert(
      fc.property(table, ({ columns, rows }) => {
        const kept = rows.filter((row) => row.some((one) => one !== null));
        expect(readLogCsv(writeLogCsv({ columns, rows, dateColumns: [] }))).toEqual([columns, ...kept]);
      }),
      { seed, numRuns: 300 },
    );
  });
});
