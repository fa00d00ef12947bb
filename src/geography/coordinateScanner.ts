import { gridConverter } from './gridToUnits';

/** What a scan of coordinates can trip over. */
export type CoordinateFault = 'not polygons' | 'not a number' | 'swapped' | 'elsewhere' | 'mixed units';

/** Rings as they come: closed, at least four points, 1e-7 degree. */
export interface Rings {
  coordinates: Int32Array;
  /** How many points of `coordinates` are in use. */
  points: number;
  /** First point of each ring, and the end. */
  starts: number[];
}

const SCALE = [1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1, 1e-1];
const { abs, max, round } = Math;
const DECIMALS = SCALE.length - 1;

/** Great Britain and Northern Ireland with a margin, in 1e-7 degree. */
const BOX = { west: -11e7, east: 3e7, south: 49e7, north: 62e7 };
/** British National Grid's extent with a margin, metres. */
const GRID = { east: 800000, north: 1400000 };

/**
 * Pulls numbers out of GeoJSON `coordinates` straight into integers, wherever the blocks of a stream break. A position
 * is the innermost array, a ring is an array of positions; the rings of all polygons of a geometry follow each other.
 * Whether numbers are degrees or metres is told by the size of the file's first ones.
 */
export class CoordinateScanner {
  readonly rings: Rings = { coordinates: new Int32Array(1 << 16), points: 0, starts: [0] };
  /** Once a position was read: whether the file is in British National Grid. */
  grid: boolean | null = null;
  fault: CoordinateFault | null = null;

  private depth = 0;
  private inNumber = false;
  private negative = false;
  private digits = 0;
  private decimals = -1;
  private exponent: number | null = null;
  private negativeExponent = false;
  private numbers = 0;
  private x = 0;
  private y = 0;
  private ringFirst = 0;
  private readonly convert = gridConverter();
  private readonly converted = [0, 0];

  /**
   * Reads from `at` on, which stands on the first `[` of `coordinates` or goes on where the last block ended. Returns
   * the position behind the last `]`, or -1 where the block ended first.
   */
  scan(bytes: Uint8Array, at: number): number {
    const end = bytes.length;
    let { inNumber, digits, decimals } = this;
    while (at < end) {
      const byte = bytes[at++]!;
      if (byte >= 48 && byte <= 57) {
        inNumber = true;
        if (this.exponent !== null) this.exponent = this.exponent * 10 + byte - 48;
        else if (decimals < 0) digits = digits * 10 + byte - 48;
        else if (decimals < DECIMALS) {
          digits = digits * 10 + byte - 48;
          decimals++;
        }
      } else if (byte === 46) decimals = 0;
      else if (byte === 45) {
        if (this.exponent === null) this.negative = true;
        else this.negativeExponent = true;
        inNumber = true;
      } else if (byte === 44 || byte === 93 || byte <= 32) {
        if (inNumber) {
          this.number(digits, max(decimals, 0));
          inNumber = false;
          digits = 0;
          decimals = -1;
        }
        if (byte === 93 && this.close()) {
          this.inNumber = false;
          this.digits = 0;
          this.decimals = -1;
          return at;
        }
      } else if (byte === 91) this.depth++;
      else if (byte === 69 || byte === 101) this.exponent = 0;
      else if (byte !== 43) {
        this.fault ??= 'not a number';
        return -1;
      }
    }
    this.inNumber = inNumber;
    this.digits = digits;
    this.decimals = decimals;
    return -1;
  }

  private number(digits: number, decimals: number): void {
    let value = digits * SCALE[decimals]!;
    if (this.exponent !== null) value *= 10 ** (this.negativeExponent ? -this.exponent : this.exponent);
    if (this.negative) value = -value;
    if (this.numbers === 0) this.x = value;
    else if (this.numbers === 1) this.y = value;
    this.numbers++;
    this.negative = false;
    this.exponent = null;
    this.negativeExponent = false;
  }

  /** Handles a `]`; true where it was the outermost. */
  private close(): boolean {
    if (this.numbers > 0) this.position();
    else if (this.rings.points > this.ringFirst) this.ring();
    this.numbers = 0;
    this.depth--;
    if (this.depth === 0 && this.rings.points > this.ringFirst) {
      this.fault ??= 'not polygons';
      this.rings.points = this.ringFirst;
    }
    return this.depth === 0;
  }

  private position(): void {
    if (this.depth < 3) this.fault ??= 'not polygons';
    if (this.numbers < 2) this.fault ??= 'not a number';
    let x = round(this.x);
    let y = round(this.y);
    this.grid ??= abs(x) > 180e7 || abs(y) > 180e7;
    if (this.grid) {
      const [east, north] = [this.x / 1e7, this.y / 1e7];
      if (!(east >= -GRID.east && east <= GRID.east && north >= -GRID.north && north <= GRID.north)) {
        this.fault ??= 'elsewhere';
        return;
      }
      if (abs(east) <= 180 && abs(north) <= 90) this.fault ??= 'mixed units';
      this.convert(east, north, this.converted);
      x = this.converted[0]!;
      y = this.converted[1]!;
    } else if (x < BOX.west || x > BOX.east || y < BOX.south || y > BOX.north) {
      const swapped = y >= BOX.west && y <= BOX.east && x >= BOX.south && x <= BOX.north;
      this.fault ??= abs(x) > 180e7 || abs(y) > 180e7 ? 'mixed units' : swapped ? 'swapped' : 'elsewhere';
      return;
    }
    this.add(x, y);
  }

  private add(x: number, y: number): void {
    const { rings } = this;
    const at = rings.points * 2;
    if (at === rings.coordinates.length) {
      const longer = new Int32Array(at * 2);
      longer.set(rings.coordinates);
      rings.coordinates = longer;
    }
    rings.coordinates[at] = x;
    rings.coordinates[at + 1] = y;
    rings.points++;
  }

  /** Closes the ring that ends here; one without an inside (fewer than four points with the closing one) is dropped. */
  private ring(): void {
    const { rings, ringFirst } = this;
    const { coordinates, points } = rings;
    const x = coordinates[ringFirst * 2]!;
    const y = coordinates[ringFirst * 2 + 1]!;
    if (coordinates[points * 2 - 2] !== x || coordinates[points * 2 - 1] !== y) this.add(x, y);
    if (rings.points - ringFirst < 4) rings.points = ringFirst;
    else rings.starts.push(rings.points);
    this.ringFirst = rings.points;
  }
}
