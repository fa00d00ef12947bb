import { classifySheets, findSheets } from '../../src/core/findSheets';
import { readSheets } from '../../src/core/readSheets';
import type { Cell, Job, Sheet } from '../../src/core/types';
import { CLOSED, job, LOG, sheet, TEMPLATE, workbook } from '../support/sheets';

const template = sheet('assessment_postcode_data', [TEMPLATE, ['1', 45000, 'SO14 7LY']]);
const log = sheet('log', [LOG, ['1', 45000, CLOSED, '4A']]);
const kinds = (...sheets: Sheet[]) => {
  const { logs, templates } = classifySheets(sheets);
  return { logs: logs.map((one) => one.sheet.name), templates: templates.map((one) => one.sheet.name) };
};

describe('a template', () => {
  test('is found by its headings under title rows, in any order and case, with punctuation and double spaces', () => {
    const found = findSheets(
      job(
        workbook(
          sheet(
            'Sheet9',
            [
              ['Extract'],
              [],
              ['POSTCODE at  time-of assessment', null, 'cuid ', 'Assessment closure date:'],
              ['SO14 7LY', null, '1', 45000],
            ],
            {
              firstRow: 3,
              firstColumn: 2,
            },
          ),
          log,
        ),
      ),
    );
    expect(found.template.columns).toEqual({ headingRow: 5, postcode: 2, child: 4, date: 5 });
  });
  test.each([
    ['LAchildID', 'Closure Date', 'Postcode'],
    ['Child Unique ID', 'Date', 'Post code'],
    ['Child ID', 'Assessment Authorisation Date', 'Postcode'],
    ['Person ID', 'AssessmentAuthorisationDate', 'POST-CODE'],
  ])('may be headed %s, %s, %s', (...headings) => expect(kinds(sheet('t', [headings])).templates).toEqual(['t']));
  test('takes the first heading of the list where several fit, and the leftmost of equal ones', () => {
    const found = findSheets(
      job(
        workbook(
          sheet('t', [
            ['Postcode', 'Date', 'Person ID', 'CUID', 'Closure Date', 'CUID', 'Postcode at time of assessment'],
          ]),
          log,
        ),
      ),
    );
    expect(found.template.columns).toMatchObject({ child: 4, date: 5, postcode: 7 });
  });
  test('has its headings within the first 50 rows of the sheet', () => {
    const rows = (count: number) => [...Array.from({ length: count }, () => ['note'] as Cell[]), TEMPLATE];
    expect(kinds(sheet('t', rows(49))).templates).toEqual(['t']);
    expect(kinds(sheet('t', rows(50))).templates).toEqual([]);
  });
  test('may have headings merged over up to three rows, with groups above them', () => {
    const merged = [
      ['Assessments closed in 2025'],
      ['CUID', 'Assessment', null, null],
      [null, 'Closure Date', 'Where the child lived', null],
      [null, null, 'Postcode', 'Checked'],
      ['1', 45000, 'SO14 7LY', 'yes'],
    ];
    const read = readSheets(job(workbook(sheet('t', merged, { firstRow: 2, firstColumn: 2 }), log)));
    expect(read.template.columns).toEqual({ headingRow: 5, child: 2, date: 3, postcode: 4 });
    expect(read.templateRows).toMatchObject([{ child: '1', postcode: { text: 'SO147LY' } }]);
  });
  test('has its headings in one row where there is such a row, even below merged ones', () => {
    const rows = [['CUID', 'Date', null], [null, null, 'Postcode'], TEMPLATE, ['1', 45000, 'SO14 7LY']];
    expect(findSheets(job(workbook(sheet('t', rows), log))).template.columns.headingRow).toBe(3);
  });
  test('takes no heading from more than two rows above, or from above another cell', () => {
    const far = [
      ['CUID', 'Date', null],
      ['', null, null],
      [null, null, null],
      [null, null, 'Postcode'],
    ];
    expect(kinds(sheet('t', far)).templates).toEqual([]);
    expect(
      kinds(
        sheet('t', [
          ['CUID', 'Date'],
          [7, null, 'Postcode'],
        ]),
      ).templates,
    ).toEqual([]);
  });
  test('that is missing is asked for', () =>
    expect(() => findSheets(job(workbook(log)))).toThrow(/No template was found.*Insert the template/));
  test('is the one with the template’s name where several fit, otherwise the user chooses', () => {
    const other = sheet('old postcodes', template.rows);
    expect(findSheets(job(workbook(other, template, log))).template.sheet.name).toBe('assessment_postcode_data');
    const third = sheet('new postcodes', template.rows);
    expect(() => findSheets(job(workbook(other, third, log)))).toThrow(
      'Several sheets could be the template: "old postcodes", "new postcodes". Choose which one to use.',
    );
    expect(findSheets(job(workbook(other, third, log), { template: 'new postcodes' })).template.sheet.name).toBe(
      'new postcodes',
    );
  });
});

describe('a log', () => {
  test('may have its headings merged over two rows', () => {
    const rows = [
      ['CUID', 'Event', null, 'Factors'],
      [null, 'Date', 'Type', null],
      ['1', 45000, CLOSED, '4A'],
    ];
    const { logs } = findSheets(job(workbook(template, sheet('merged', rows))));
    expect(logs.map((one) => one.columns)).toEqual([{ headingRow: 2, child: 1, date: 2, type: 3, factors: 4 }]);
  });
  test('needs one event among its types, in any case', () => {
    expect(kinds(sheet('a', [LOG, ['1', 45000, ' cppSTARTdate ', null]])).logs).toEqual(['a']);
    expect(kinds(sheet('a', [LOG, ['1', 45000, 'visit', null]])).logs).toEqual([]);
  });
  test('may be headed like the later flat files', () =>
    expect(
      kinds(
        sheet('a', [
          ['LAchildID', 'Type', 'Date', 'AssessmentFactors'],
          ['1', CLOSED, 45000, '4A'],
        ]),
      ).logs,
    ).toEqual(['a']));
  test('with a postcode column is a log, not a template', () =>
    expect(
      kinds(
        sheet('a', [
          [...LOG, 'Postcode'],
          ['1', 45000, CLOSED, '', 'SO14 7LY'],
        ]),
      ),
    ).toEqual({ logs: ['a'], templates: [] }));
  test('that is missing is asked for', () =>
    expect(() => findSheets(job(workbook(template)))).toThrow(/No log sheet was found/));
  test('is only what the user chose, where they chose', () => {
    const second = sheet('log 2', log.rows);
    expect(
      findSheets(job(workbook(template, log, second), { logs: ['LOG 2'] })).logs.map((one) => one.sheet.name),
    ).toEqual(['log 2']);
    expect(() => findSheets(job(workbook(template, log), { logs: ['logg'] }))).toThrow(
      'There is no sheet "logg" in the workbook. It has: "assessment_postcode_data", "log".',
    );
    expect(() => findSheets(job(workbook(template, log), { logs: ['assessment_postcode_data'] }))).toThrow(
      'The sheet "assessment_postcode_data" can\'t be read as the log: it needs the headings CUID, Date and Type, and at least one event such as AssessmentAuthorisationDate.',
    );
    expect(() => findSheets(job(workbook(template, log), { template: 'log' }))).toThrow(
      'The sheet "log" can\'t be read as the template: it needs the headings CUID, Assessment Closure Date and Postcode at Time of Assessment.',
    );
  });
  test('may have columns that the user pointed at', () => {
    const odd = sheet('odd', [
      ['a', 'b', 'c'],
      ['1', CLOSED, 45000],
    ]);
    const found = findSheets(
      job(workbook(template, odd), { logs: ['odd'], columns: { odd: { headingRow: 1, child: 1, type: 2, date: 3 } } }),
    );
    expect(
      readSheets(job(workbook(template, odd), { logs: ['odd'], columns: { odd: found.logs[0]!.columns } })).log,
    ).toHaveLength(1);
  });
  test.each(['constructor', '__proto__', 'toString'])(
    'may be called %s, where columns of another were chosen',
    (name) => {
      const named = sheet(name, [LOG, ['1', 45000, CLOSED, '4A']]);
      const columns = { assessment_postcode_data: { headingRow: 1, child: 1, date: 2, postcode: 3 } };
      const chosen = job(workbook(template, named), { logs: [name], columns });
      expect(readSheets(chosen).log).toMatchObject([{ child: '1', factors: { codes: ['4A'] } }]);
      const own = JSON.parse(`{"${name}": {"headingRow": 1, "child": 4, "date": 2, "type": 3}}`) as Job['columns'];
      expect(readSheets({ ...chosen, columns: own }).log).toMatchObject([{ child: '4A' }]);
    },
  );
});

describe('sheets that the add-in wrote', () => {
  const setAside = ['Reason', 'Child id', 'Date', 'Postcode', 'Sheet', 'Row', 'Hint'];
  test('are never input, whatever they are called', () => {
    const copy = sheet('my copy', [
      ['Contains'],
      [],
      [],
      ['Step', 'Number', 'Share', null, ...setAside],
      [null, null, null, null, 'no postcode', '1', 45000, '', 'log', 2, ''],
    ]);
    expect(kinds(copy, template, log)).toEqual({ logs: ['log'], templates: ['assessment_postcode_data'] });
  });
  test('are known by their table too, when headings were changed', () => {
    const changed = sheet(
      'copy',
      [
        ['Child id', 'Date', 'Postcode'],
        ['1', 45000, ''],
      ],
      {
        tables: [{ name: 'NeedsMap_SetAside3', firstRow: 1, lastRow: 2, firstColumn: 1, lastColumn: 3 }],
      },
    );
    expect(kinds(changed).templates).toEqual([]);
  });
  test('do not spoil a template that the user pasted such a table beside', () => {
    const beside = sheet('t', [
      [...setAside, null, ...TEMPLATE],
      ['', '9', 45000, '', '', 1, '', null, '1', 45001, 'SO14 7LY'],
    ]);
    expect(findSheets(job(workbook(beside, log))).template.columns).toEqual({
      headingRow: 1,
      child: 9,
      date: 10,
      postcode: 11,
    });
  });
});

describe('reading', () => {
  test('takes only closed assessments, counts Annex A rows, and skips blank rows without losing what is below', () => {
    const rows = readSheets(
      job(
        workbook(
          sheet('t', [TEMPLATE, ['1', 45000, 'SO14 7LY'], [], [null, ' ', null], ['2', '', '']]),
          sheet('l', [
            LOG,
            ['1', 45000, ` ${CLOSED.toUpperCase()} `, '4A'],
            [],
            ['1', 45000, 'assessment_authorised', ''],
            ['1', 45000, 'CINclosureDate', ''],
            [null, null, CLOSED, null],
          ]),
        ),
      ),
    );
    expect(rows.log.map(({ child, source }) => [child, source.row])).toEqual([
      ['1', 2],
      ['', 6],
    ]);
    expect(rows.annexARows).toBe(1);
    expect(rows.templateRows.map(({ source }) => source.row)).toEqual([2, 5]);
  });
});
