import { inflateSync } from 'fflate';
import { UserError } from '../core/userError';
import { columnLength, decodeColumn } from './columnCodec';
import type { readPack } from './packFormat';

/** Raw deflate, undone; `size` is that of the answer. */
export type InflateSync = (bytes: Uint8Array, size: number) => Uint8Array;

/** A pack's sections by name, inflated and decoded when asked for. UserError where one is missing or wrong. */
export interface PackSections {
  has(name: string): boolean;
  lines(name: string): string[];
  column<T extends Int32Array | Uint32Array>(name: string, type: new (length: number) => T): T;
  /** x and y in turn, from two columns of one length. */
  pairs(xName: string, yName: string): Int32Array;
  /** Some sections by themselves, copied, so that what is decoded later doesn't keep the whole pack in memory. */
  only(names: string[]): PackSections;
}

/** Over the sections of `readPack`. */
export function packSections(
  sections: ReturnType<typeof readPack>['sections'],
  inflate: InflateSync = withFflate,
): PackSections {
  function bytes(name: string): Uint8Array {
    const section = sections.get(name);
    if (!section) throw broken();
    return section.deflated ? inflate(section.bytes, section.size) : section.bytes;
  }
  return {
    has: (name) => sections.has(name),
    lines: (name) => new TextDecoder().decode(bytes(name)).split('\n'),
    column<T extends Int32Array | Uint32Array>(name: string, type: new (length: number) => T): T {
      const section = bytes(name);
      const values = new type(checkedLength(section));
      decodeColumn(section, values);
      return values;
    },
    pairs(xName, yName) {
      const x = bytes(xName);
      const values = new Int32Array(2 * checkedLength(x));
      decodeColumn(x, values, 0, 2);
      const y = bytes(yName);
      if (columnLength(y) * 2 !== values.length) throw broken();
      decodeColumn(y, values, 1, 2);
      return values;
    },
    only(names) {
      const copies = names.map((name) => {
        const section = sections.get(name);
        if (!section) throw broken();
        return [name, { ...section, bytes: section.bytes.slice() }] as const;
      });
      return packSections(new Map(copies), inflate);
    },
  };
}

function checkedLength(bytes: Uint8Array): number {
  const length = columnLength(bytes);
  if (length < 0) throw broken();
  return length;
}

const withFflate: InflateSync = (bytes, size) => inflateSync(bytes, { out: new Uint8Array(size) });

const broken = () => new UserError('The geography pack is incomplete: make it again from the three files.');
