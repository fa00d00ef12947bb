import { localDay } from '../core/localDay';
import { count as plural, number as whole } from '../core/words';
import { detailOf } from './boundaryDetail';
import type { AreaFile } from './readAreas';
import type { PostcodeFile } from './readPostcodes';

const KINDS: Record<AreaFile['prefix'], string> = {
  LSOA: 'LSOA',
  LAD: 'local authority',
  LAU1: 'local authority',
  LTLA: 'local authority',
  UTLA: 'upper-tier authority',
  CTYUA: 'upper-tier authority',
  CTY: 'county',
};

/** "35,672 LSOAs of 2021, generalised". */
export function describeAreas({ areas, prefix, fromGrid }: AreaFile): string {
  const kind = KINDS[prefix];
  const count = areas.codes.length;
  const kinds = count === 1 ? kind : kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
  return `${whole(count)} ${kinds} of 20${areas.vintage}, ${detailOf(areas)}${fromGrid ? ', from British National Grid' : ''}`;
}

/** "1,740,093 postcodes, current ones only", and whether there are retired ones; null where that can't be known. */
export function describePostcodes(
  { columns, rows }: PostcodeFile,
  count: number,
): { words: string; retired: boolean | null } {
  const retired = holdsRetired(columns.format, columns.ended >= 0, rows.anyEnded, count);
  const which = retired === true ? ', retired ones too' : retired === false ? ', current ones only' : '';
  return { words: plural(count, 'postcode') + which, retired };
}

/** Great Britain has about 1.7 million live postcodes, and 2.6 million with the retired ones: a national file shows by its size. */
const NATIONAL = 1.5e6;
const WITH_RETIRED = 2.2e6;

function holdsRetired(
  format: 'headed' | 'codepoint',
  hasEnds: boolean,
  anyEnded: boolean,
  count: number,
): boolean | null {
  if (hasEnds) return anyEnded;
  if (format === 'codepoint') return false;
  if (count >= WITH_RETIRED) return true;
  return count >= NATIONAL ? false : null;
}

/** Sentences for the user about what to doubt. */
export function geographyWarnings(
  postcodes: PostcodeFile,
  retired: boolean | null,
  lsoas: AreaFile,
  authorities: AreaFile,
): string[] {
  const warnings: string[] = [];
  const detail = detailOf(lsoas.areas);
  if (detail === 'super-generalised' || detail === 'ultra-generalised')
    warnings.push(
      `The LSOA boundaries are ${detail}: about one postcode in ten would be counted in the wrong LSOA. Use generalised (BGC) or full (BFC) boundaries.`,
    );
  const vintages = postcodes.columns.lsoas.map(({ vintage }) => vintage);
  if (vintages.length && !vintages.includes(lsoas.areas.vintage))
    warnings.push(
      `The postcode file has codes of LSOAs of ${vintages.map((vintage) => `20${vintage}`).join(' and ')}, the boundaries are of 20${lsoas.areas.vintage}: postcodes are placed by polygon, not by code.`,
    );
  if (retired === false)
    warnings.push(
      'The postcode file has no retired postcodes, so older addresses may not be found; ONSPD and NSPL have them.',
    );
  if (postcodes.columns.latitude < 0)
    warnings.push('The postcode file has only eastings and northings; they were converted to within about 5 metres.');
  for (const { shapeless, prefix } of [lsoas, authorities])
    if (shapeless)
      warnings.push(
        `${plural(shapeless, 'feature')} of the ${KINDS[prefix]} file without a code or a polygon ${shapeless === 1 ? 'was' : 'were'} left out.`,
      );
  return warnings;
}

/** The line every map and table must carry; its year by the postcode file's name or date, else today's. */
export function licenceLine(name: string, date: string | undefined, today = localDay(new Date())): string {
  const year = /(?<!\d)20[12]\d(?!\d)/.exec(name)?.[0] ?? (date ?? today).slice(0, 4);
  return `Contains OS data © Crown copyright and database right ${year}; Royal Mail data © Royal Mail copyright and database right ${year}; National Statistics data © Crown copyright and database right ${year}`;
}
