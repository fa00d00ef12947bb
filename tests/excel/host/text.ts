import type { Cell } from './cells';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function general(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e11) return String(value);
  const short = Number(value.toPrecision(10));
  return Math.abs(short) >= 1e11 || (short !== 0 && Math.abs(short) < 1e-9)
    ? short
        .toExponential()
        .replace(/e([+-])(\d)$/, 'E$10$2')
        .replace('e', 'E')
    : String(short);
}

/** A serial number by a date format: d, dd, ddd, dddd, m ... mmmm, yy, yyyy, h, hh, mm after hours, ss, AM/PM. */
function dateText(value: number, format: string): string {
  const seconds = Math.round((value - Math.floor(value)) * 86400);
  const date = new Date((Math.floor(value) - 25569) * 86400000);
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const half = /am\/pm/i.test(format);
  const hour = half ? hours % 12 || 12 : hours;
  let afterHours = false;
  return format.replace(/am\/pm|"[^"]*"|\\.|\[[^\]]*\]|d+|m+|y+|h+|s+/gi, (part) => {
    const [kind, n] = [part[0]?.toLowerCase(), part.length];
    if (part.startsWith('"')) return part.slice(1, -1);
    if (part.startsWith('\\')) return part.slice(1);
    if (part.startsWith('[')) return '';
    if (/^am\/pm$/i.test(part)) return hours < 12 ? 'AM' : 'PM';
    if (kind === 'd' && n >= 3) return (DAYS[date.getUTCDay()] ?? '').slice(0, n === 3 ? 3 : undefined);
    if (kind === 'd') return n === 1 ? String(date.getUTCDate()) : two(date.getUTCDate());
    if (kind === 'm' && afterHours) return n === 1 ? String(minutes) : two(minutes);
    if (kind === 'm' && n >= 3) return (MONTHS[date.getUTCMonth()] ?? '').slice(0, n === 3 ? 3 : undefined);
    if (kind === 'm') return n === 1 ? String(date.getUTCMonth() + 1) : two(date.getUTCMonth() + 1);
    if (kind === 'y') return n <= 2 ? two(date.getUTCFullYear() % 100) : String(date.getUTCFullYear());
    if (kind === 'h') {
      afterHours = true;
      return n === 1 ? String(hour) : two(hour);
    }
    return n === 1 ? String(seconds % 60) : two(seconds % 60);
  });
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A number by one section of a number format: digits, thousands, decimals, per cent, literals. */
function numberText(value: number, section: string): string {
  const pattern = /[#0?][#0?,]*(?:\.[0#?]+)?/.exec(section.replace(/"[^"]*"/g, (quoted) => '~'.repeat(quoted.length)));
  const literal = (part: string) =>
    part.replace(/"([^"]*)"|\\(.)|_.|\*./g, (_all, quoted?: string, escaped?: string) => quoted ?? escaped ?? '');
  if (!pattern) return literal(section);
  const shown = Math.abs(value) * (section.includes('%') ? 100 : 1);
  const [whole = '', fraction = ''] = pattern[0].split('.');
  const fixed = shown.toFixed(fraction.length);
  let [digits = '0', decimals = ''] = fixed.split('.');
  const least = whole.replace(/[^0]/g, '').length;
  digits = least === 0 && digits === '0' ? '' : digits.padStart(least, '0');
  if (whole.includes(',')) digits = grouped(digits);
  while (decimals.length > 0 && decimals.endsWith('0') && fraction[decimals.length - 1] === '#')
    decimals = decimals.slice(0, -1);
  const body = digits + (decimals ? `.${decimals}` : '');
  return literal(section.slice(0, pattern.index)) + body + literal(section.slice(pattern.index + pattern[0].length));
}

/** What Excel shows in a cell (`Range.text`), for the formats that are usual; column widths are not considered (no ####). */
export function cellText(cell: Cell | undefined): string {
  if (!cell) return '';
  const format = cell.format ?? 'General';
  if (typeof cell.value === 'boolean') return cell.value ? 'TRUE' : 'FALSE';
  if (typeof cell.value === 'string' || format === '@') return String(cell.value);
  if (/^general$/i.test(format)) return general(cell.value);
  const sections = format.split(';');
  const bare = (sections[0] ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  if (/[dmyhs]/i.test(bare)) return dateText(cell.value, sections[0] ?? '');
  const clean = (section: string) => section.replace(/\[[^\]]*\]/g, '');
  if (cell.value < 0 && sections[1] !== undefined) return numberText(cell.value, clean(sections[1]));
  if (cell.value === 0 && sections[2] !== undefined) return numberText(0, clean(sections[2]));
  return (cell.value < 0 ? '-' : '') + numberText(cell.value, clean(sections[0] ?? ''));
}
