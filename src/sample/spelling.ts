import type { Cell } from '../core/types';
import type { Random } from './random';

/** How blanks are typed (RULES.md 1). */
const BLANKS: Cell[] = [null, '', '   ', '\u00a0', '-', '.', '..', ':', '?', 'x', 'z', 'n/a', 'NA', 'N.A.', 'nil', 'None', 'null', '#N/A', 'Unknown', 'not  known', 'Not recorded', 'No postcode', 'No Postcode Given', 'not given', 'TBC', { error: '#N/A' }, { error: '#REF!' }]; // prettier-ignore
const NO_ABODE = ['ZZ99 3VZ', 'ZZ993CZ', 'NF11 1NF', 'NFA', 'nfa', 'No fixed abode', 'of no fixed abode', 'Homeless'];
const MISSHAPEN = [
  'Flat 2',
  'QO1',
  'see address',
  'QO14',
  'out of county',
  '12 Mill Lane',
  'QO1 1A',
  'Exampleton',
  'QO123 4AB',
];
const NOT_DATES = [
  '31/02/2025',
  '30/02/2026',
  'Spring 2025',
  '2025',
  '00/00/0000',
  '13/13/2024',
  'last Tuesday',
  '31/04/24',
];
const UNKNOWN_FACTORS: Cell[] = [
  '99Z',
  '25A',
  '3B, 99Z',
  '04A',
  '4',
  '7',
  'RB',
  '3B; RB',
  20,
  21,
  '20.0',
  '16a 17a',
  '3B/4B',
];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore

/** Types things as people type them. Lists are gone through in turn, so that every spelling occurs. */
export function spelling(random: Random) {
  const turns = new Map<readonly Cell[], number>();
  const inTurn = <T extends Cell>(list: readonly T[]): T => {
    const turn = turns.get(list) ?? 0;
    turns.set(list, turn + 1);
    return list[turn % list.length]!;
  };

  /** Leading zeros lost, lower case, a space or two. */
  function id(child: string): Cell {
    const digits = /^\d+$/.test(child);
    if (digits && random.chance(0.4)) return Number(child);
    if (digits && random.chance(0.1)) return String(Number(child));
    if (digits && random.chance(0.02)) return `${Number(child)}.0`;
    if (random.chance(0.04)) return child.toLowerCase();
    if (random.chance(0.02)) return ` ${child} `;
    return !digits && random.chance(0.02) ? `${child.slice(0, 2)} ${child.slice(2)}` : child;
  }

  /** An Excel serial number, or `untidy` often enough one of the ways in which people and systems write dates. */
  function date(serial: number, untidy: number): Cell {
    if (!random.chance(untidy)) return serial;
    const iso = new Date((serial - 25569) * 864e5).toISOString().slice(0, 10);
    const [year, month, day] = iso.split('-') as [string, string, string];
    const name = MONTHS[Number(month) - 1]!;
    const short = name === 'September' ? 'Sept' : name.slice(0, 3);
    const plain = (text: string) => String(Number(text));
    return random.pick<Cell>([
      iso, `${iso}T00:00:00Z`, `${year}/${month}/${day}`, `${day}/${month}/${year}`, `${day}/${month}/${year} 00:00`,
      `${plain(day)}/${plain(month)}/${year.slice(2)}`, `${day}-${month}-${year.slice(2)}`, `${plain(day)}.${plain(month)}.${year}`,
      `${plain(day)} ${name} ${year}`, `${day}-${short}-${year}`, `${day}/${month}/${year} 2:35 pm`,
      Number(year + month + day), year + month + day, String(serial), serial + 0.604, ` ${day}/${month}/${year}\u00a0`,
    ]); // prettier-ignore
  }

  /** Capitals, spaces and dots, never another letter or digit. */
  function postcode(written: string): string {
    if (random.chance(0.85)) return written;
    const close = written.replace(' ', '');
    return random.pick([written.toLowerCase(), close, close.toLowerCase(), ` ${written} `, written.replace(' ', '  '), written.replace(' ', '\u00a0'), `${written}.`]); // prettier-ignore
  }

  /** 0 for O, O for 0, I for 1 or 1 for I where the postcode has one: `QO1 4AB` -> `Q01 4AB`. */
  function mistyped(written: string): string {
    const swaps: [number, string][] = [];
    [...written].forEach((letter, at) => {
      const other = ({ O: '0', 0: 'O', 1: 'I', I: '1' } as Record<string, string>)[letter];
      if (other) swaps.push([at, other]);
    });
    const [at, other] = random.pick(swaps);
    return written.slice(0, at) + other + written.slice(at + 1);
  }

  /** Codes in one cell. */
  function factors(codes: string[]): Cell {
    if (codes.length === 1 && /^\d+$/.test(codes[0]!) && random.chance(0.5)) return Number(codes[0]);
    return codes.join(random.chance(0.9) ? ',' : random.pick([', ', '; ', ' ']));
  }

  return {
    id,
    date,
    postcode,
    mistyped,
    factors,
    blank: () => inTurn(BLANKS),
    noAbode: () => inTurn(NO_ABODE),
    misshapen: () => inTurn(MISSHAPEN),
    notDate: () => inTurn(NOT_DATES),
    unknownFactors: () => inTurn(UNKNOWN_FACTORS),
  };
}
