/** What a boundary property is: `lsoa21cd` -> LSOA, 21, code. */
export interface AreaProperty {
  prefix: 'LSOA' | 'LAD' | 'LAU1' | 'LTLA' | 'UTLA' | 'CTYUA' | 'CTY';
  /** Two digits. */
  vintage: string;
  part: 'code' | 'name';
}

/** Kinds of authority, those that are nearest to districts first: where a file has several, the first one counts. */
export const AUTHORITY_PREFIXES: AreaProperty['prefix'][] = ['LAD', 'LAU1', 'LTLA', 'UTLA', 'CTYUA', 'CTY'];

/** Recognises a property by its name in any case (RULES.md 4); null for all others, Welsh names included. */
export function areaProperty(name: string): AreaProperty | null {
  const found = /^(LSOA|LAD|LAU1|LTLA|UTLA|CTYUA|CTY)(\d\d)(CD|NM)$/.exec(name.toUpperCase());
  if (!found) return null;
  const [, prefix, vintage, part] = found as unknown as [string, AreaProperty['prefix'], string, string];
  return { prefix, vintage, part: part === 'CD' ? 'code' : 'name' };
}

/** The code and name properties that make a file one of `prefixes`, by the first of them that has a code. */
export function areaColumns(
  properties: string[],
  prefixes: AreaProperty['prefix'][],
): { code: string; name: string | null; prefix: AreaProperty['prefix']; vintage: string } | null {
  const known = properties.flatMap((property) => {
    const meaning = areaProperty(property);
    return meaning ? [{ property, ...meaning }] : [];
  });
  for (const prefix of prefixes) {
    const codes = known.filter((one) => one.prefix === prefix && one.part === 'code');
    // Where a file carries two vintages, the newest.
    const code = codes.sort((a, b) => Number(b.vintage) - Number(a.vintage))[0];
    if (!code) continue;
    const name = known.find((one) => one.prefix === prefix && one.part === 'name' && one.vintage === code.vintage);
    return { code: code.property, name: name?.property ?? null, prefix, vintage: code.vintage };
  }
  return null;
}
