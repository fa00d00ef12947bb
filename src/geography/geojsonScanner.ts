import { CoordinateScanner } from './coordinateScanner';

/** One feature: the values of the properties that were asked for, and its rings. */
export interface ScannedFeature {
  /** Property name in the file's own case -> value. */
  values: Map<string, string>;
  /** Its first ring in `coordinates.rings`, and the one behind its last. */
  firstRing: number;
  endRing: number;
}

const OBJECT = 1;
const ARRAY = 2;
/** Depths: the file's object, its `features`, a feature, the feature's `properties` or `geometry`. */
const ROOT = 1;
const FEATURE = 3;
const INNER = 4;
const LONGEST = 1 << 16;
const decoder = new TextDecoder();

/**
 * Reads GeoJSON as a stream, keeping nothing but what is wanted: strings among the properties, and coordinates as
 * integers. Not a validator: it follows brackets, keys and strings, and leaves other scalars aside.
 */
export class GeojsonScanner {
  readonly coordinates = new CoordinateScanner();
  /** `type` of the file's object, and all text inside its `crs`. */
  type = '';
  crs = '';
  /** The file's own keys, and the property names of its first feature. */
  readonly rootKeys: string[] = [];
  readonly properties: string[] = [];
  features = 0;
  /** Whether the file's object was closed, and whether its brackets don't match. */
  complete = false;
  broken = false;

  private readonly kinds: number[] = [];
  private readonly keys: string[] = [];
  private expectKey = false;
  private mode: 'between' | 'string' | 'coordinates' = 'between';
  private escaped = false;
  private hasEscapes = false;
  private text = new Uint8Array(256);
  private length = 0;
  private values = new Map<string, string>();
  private firstRing = 0;

  /** `wanted`: which properties to keep. `take` gets each feature as it ends. */
  constructor(
    private readonly wanted: (property: string) => boolean,
    private readonly take: (feature: ScannedFeature) => void,
  ) {}

  /** Whether reading on is pointless. */
  get stopped(): boolean {
    return this.broken || this.coordinates.fault !== null;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length && !this.stopped) {
      if (this.mode === 'coordinates') {
        at = this.coordinates.scan(bytes, at);
        if (at < 0) return;
        this.mode = 'between';
      } else if (this.mode === 'string') at = this.string(bytes, at);
      else at = this.between(bytes, at);
    }
  }

  private between(bytes: Uint8Array, at: number): number {
    while (at < bytes.length) {
      const byte = bytes[at]!;
      if (byte === 91 && this.atCoordinates()) {
        this.mode = 'coordinates';
        return at;
      }
      at++;
      if (byte === 34) {
        this.mode = 'string';
        this.length = 0;
        this.hasEscapes = false;
        return at;
      }
      if (byte === 58) this.expectKey = false;
      else if (byte === 44) this.expectKey = this.kinds[this.kinds.length - 1] === OBJECT;
      else if (byte === 123) this.open(OBJECT);
      else if (byte === 91) this.open(ARRAY);
      else if (byte === 125 || byte === 93) {
        this.close(byte === 125 ? OBJECT : ARRAY);
        if (this.broken) return at;
      }
    }
    return at;
  }

  private string(bytes: Uint8Array, at: number): number {
    while (at < bytes.length) {
      const byte = bytes[at++]!;
      if (this.escaped) this.escaped = false;
      else if (byte === 92) this.escaped = this.hasEscapes = true;
      else if (byte === 34) {
        this.mode = 'between';
        this.finishString();
        return at;
      }
      if (this.length === this.text.length) {
        if (this.length >= LONGEST) this.broken = true;
        const longer = new Uint8Array(this.length * 2);
        longer.set(this.text);
        this.text = longer;
      }
      this.text[this.length++] = byte;
    }
    return at;
  }

  private finishString(): void {
    const depth = this.kinds.length;
    if (this.expectKey) {
      const key = this.decode();
      this.keys[depth] = key;
      if (depth === ROOT) this.rootKeys.push(key);
      else if (depth === INNER && this.features === 0 && this.keys[FEATURE] === 'properties') this.properties.push(key);
      return;
    }
    if (depth === INNER && this.keys[FEATURE] === 'properties' && this.keys[ROOT] === 'features') {
      const key = this.keys[INNER]!;
      if (this.wanted(key)) this.values.set(key, this.decode());
    } else if (depth === ROOT && this.keys[ROOT] === 'type') this.type = this.decode();
    else if (depth > ROOT && this.keys[ROOT] === 'crs') this.crs += `${this.decode()} `;
  }

  private decode(): string {
    const text = decoder.decode(this.text.subarray(0, this.length));
    if (!this.hasEscapes) return text;
    try {
      return String(JSON.parse(`"${text}"`));
    } catch {
      return text;
    }
  }

  private atCoordinates(): boolean {
    const depth = this.kinds.length;
    return (
      depth >= INNER &&
      !this.expectKey &&
      this.kinds[depth - 1] === OBJECT &&
      this.keys[depth] === 'coordinates' &&
      this.keys[FEATURE] === 'geometry' &&
      this.keys[ROOT] === 'features'
    );
  }

  private open(kind: number): void {
    this.kinds.push(kind);
    this.keys[this.kinds.length] = '';
    this.expectKey = kind === OBJECT;
    if (this.kinds.length === FEATURE && this.keys[ROOT] === 'features') {
      this.values = new Map();
      this.firstRing = this.coordinates.rings.starts.length - 1;
    }
  }

  private close(kind: number): void {
    if (this.kinds.pop() !== kind) {
      this.broken = true;
      return;
    }
    this.expectKey = false;
    const depth = this.kinds.length;
    if (depth === 0) this.complete = true;
    if (depth === FEATURE - 1 && kind === OBJECT && this.keys[ROOT] === 'features') {
      this.features++;
      const endRing = this.coordinates.rings.starts.length - 1;
      this.take({ values: this.values, firstRing: this.firstRing, endRing });
    }
  }
}
