import { authorityChoices, districtsOf } from '../../src/core/authorityChoices';
import type { Areas } from '../../src/core/types';
import { UserError } from '../../src/core/userError';

/** Areas of which only codes and names matter, in order of code. */
function areas(pairs: Record<string, string>, only?: string[]): Areas {
  const codes = Object.keys(pairs).sort();
  return {
    vintage: '24',
    codes,
    names: codes.map((code) => pairs[code]!),
    coordinates: new Int32Array(0),
    ringStarts: new Uint32Array(1),
    areaStarts: new Uint32Array(codes.length + 1),
    index: new ArrayBuffer(0),
    ...(only && { only }),
  };
}

const EAST_SUSSEX = {
  E07000061: 'Eastbourne',
  E07000062: 'Hastings',
  E07000063: 'Lewes',
  E07000064: 'Rother',
  E07000065: 'Wealden',
};
const SUFFOLK_2018 = {
  E07000200: 'Babergh',
  E07000201: 'Forest Heath',
  E07000202: 'Ipswich',
  E07000203: 'Mid Suffolk',
  E07000204: 'St Edmundsbury',
  E07000205: 'Suffolk Coastal',
  E07000206: 'Waveney',
};
const SUFFOLK_2019 = {
  E07000200: 'Babergh',
  E07000202: 'Ipswich',
  E07000203: 'Mid Suffolk',
  E07000244: 'East Suffolk',
  E07000245: 'West Suffolk',
};
const without = (pairs: Record<string, string>, code: string) =>
  Object.fromEntries(Object.entries(pairs).filter(([other]) => other !== code));
const names = (of: Areas) => authorityChoices(of).map(({ name }) => name);
const districts = (of: Areas, name: string) => authorityChoices(of).find((choice) => choice.name === name)?.districts;

describe('authorityChoices', () => {
  test('offers every area of the file by its own name, and a county whose districts are all there, by name', () => {
    const file = areas({ ...EAST_SUSSEX, E06000045: 'Southampton', W06000015: 'Cardiff' });
    expect(authorityChoices(file)).toEqual([
      { name: 'Cardiff', districts: ['Cardiff'] },
      { name: 'East Sussex', districts: ['Eastbourne', 'Hastings', 'Lewes', 'Rother', 'Wealden'] },
      { name: 'Eastbourne', districts: ['Eastbourne'] },
      { name: 'Hastings', districts: ['Hastings'] },
      { name: 'Lewes', districts: ['Lewes'] },
      { name: 'Rother', districts: ['Rother'] },
      { name: 'Southampton', districts: ['Southampton'] },
      { name: 'Wealden', districts: ['Wealden'] },
    ]);
  });

  test('does not offer a county that lacks a district', () => {
    expect(names(areas(without(EAST_SUSSEX, 'E07000065')))).not.toContain('East Sussex');
  });

  test('goes by codes: names that a file spells differently change nothing', () => {
    const file = areas({ ...EAST_SUSSEX, E07000062: 'Hastings (borough)' });
    expect(districts(file, 'East Sussex')).toContain('Hastings (borough)');
  });

  test('a county stands for its districts before and after they merged', () => {
    expect(districts(areas(SUFFOLK_2018), 'Suffolk')).toHaveLength(7);
    expect(districts(areas(SUFFOLK_2019), 'Suffolk')).toEqual([
      'Babergh',
      'East Suffolk',
      'Ipswich',
      'Mid Suffolk',
      'West Suffolk',
    ]);
    expect(names(areas(without(SUFFOLK_2018, 'E07000206')))).not.toContain('Suffolk');
  });

  test('a district recoded for a changed border is the same part of its county', () => {
    const hertfordshire = (codes: string[]) => areas(Object.fromEntries(codes.map((code) => [code, code])));
    const same = ['E07000095', 'E07000096', 'E07000098', 'E07000099', 'E07000102', 'E07000103'];
    for (const stAlbans of ['E07000100', 'E07000240'])
      expect(names(hertfordshire([...same, stAlbans, 'E07000241', 'E07000242', 'E07000243']))).toContain(
        'Hertfordshire',
      );
    expect(names(hertfordshire([...same, 'E07000241', 'E07000242', 'E07000243']))).not.toContain('Hertfordshire');
  });

  test('a new unitary stands for its old districts, across two mergers', () => {
    const year = (codes: Record<string, string>) => districts(areas(codes), 'Somerset');
    const same = { E07000187: 'Mendip', E07000188: 'Sedgemoor', E07000189: 'South Somerset' };
    expect(year({ ...same, E07000190: 'Taunton Deane', E07000191: 'West Somerset' })).toHaveLength(5);
    expect(year({ ...same, E07000246: 'Somerset West and Taunton' })).toHaveLength(4);
    expect(year({ E06000066: 'Somerset' })).toEqual(['Somerset']);
    expect(year(same)).toBeUndefined();
  });

  test('names stay one option each where the area itself is there', () => {
    for (const [code, name] of [
      ['E06000059', 'Dorset'],
      ['E06000048', 'Northumberland'],
      ['E06000055', 'Bedford'],
      ['E08000019', 'Sheffield'],
    ] as const)
      expect(authorityChoices(areas({ [code]: name }))).toEqual([{ name, districts: [name] }]);
  });

  test('a file of upper-tier authorities works as it is', () => {
    expect(authorityChoices(areas({ E10000030: 'Surrey', E06000045: 'Southampton' }))).toEqual([
      { name: 'Southampton', districts: ['Southampton'] },
      { name: 'Surrey', districts: ['Surrey'] },
    ]);
  });

  test("of a workbook's pack offers what the pack is about, not its surroundings", () => {
    const file = areas({ ...EAST_SUSSEX, E06000043: 'Brighton and Hove' }, Object.keys(EAST_SUSSEX));
    expect(names(file)).toEqual(['East Sussex', 'Eastbourne', 'Hastings', 'Lewes', 'Rother', 'Wealden']);
    expect(() => districtsOf(['Brighton and Hove'], file)).toThrow(UserError);
    expect(() => districtsOf(['E06000043'], file)).toThrow(UserError);
  });
});

describe('districtsOf', () => {
  const file = areas({
    ...EAST_SUSSEX,
    E06000023: 'Bristol, City of',
    E06000045: 'Southampton',
    E06000047: 'County Durham',
    E07000146: "King's Lynn and West Norfolk",
    E08000013: 'St. Helens',
    E06000010: 'Kingston upon Hull, City of',
    E09000021: 'Kingston upon Thames',
  });
  const found = (...typed: string[]) => districtsOf(typed, file).map((row) => file.names[row]);

  test('gives rows in order, each once, of districts and counties', () => {
    expect(districtsOf(['Southampton'], file)).toEqual([file.codes.indexOf('E06000045')]);
    expect(found('Lewes', 'East Sussex', 'Southampton')).toEqual([
      'Southampton',
      'Eastbourne',
      'Hastings',
      'Lewes',
      'Rother',
      'Wealden',
    ]);
  });

  test.each([
    ['southampton', 'Southampton'],
    [' SOUTHAMPTON ', 'Southampton'],
    ['Southampton City Council', 'Southampton'],
    ['Bristol', 'Bristol, City of'],
    ['City of Bristol', 'Bristol, City of'],
    ['Durham', 'County Durham'],
    ['St Helens', 'St. Helens'],
    ['Kings Lynn & West Norfolk', "King's Lynn and West Norfolk"],
    ['E06000045', 'Southampton'],
  ])('forgives %s', (typed, name) => expect(found(typed)).toEqual([name]));

  const sentence = (typed: string) => {
    try {
      districtsOf([typed], file);
    } catch (error) {
      if (error instanceof UserError) return error.message;
    }
    throw new Error('It was no UserError');
  };

  test('refuses a name that is not there, with the nearest ones', () => {
    expect(sentence('Southamton')).toMatch(
      /^There is no local authority called Southamton in the geography in use; the nearest names are Southampton; /,
    );
    expect(sentence('Hull')).toContain('the nearest names are Kingston upon Hull, City of; ');
    expect(sentence('Kingston')).toMatch(/Kingston upon Hull, City of; Kingston upon Thames/);
    expect(sentence(' ')).toContain('called (blank)');
    expect(() => districtsOf([], file)).toThrow('No local authority was chosen; choose one.');
  });
});
