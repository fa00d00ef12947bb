import { borders, type Polygon } from './borders';
import type { Mesh } from './mesh';
import type { Random } from './random';

/** An LSOA of the sample: what it is made of and what it borders on. */
export interface SampleArea {
  code: string;
  name: string;
  /** Index into `authorities`; 0 is the sample's own. */
  authority: number;
  polygons: Polygon[];
  /** Indexes of small cells. */
  cells: number[];
  /** Indexes of LSOAs with a common border. */
  neighbours: number[];
}

export interface SampleShapes {
  areas: SampleArea[];
  authorities: { code: string; name: string; polygons: Polygon[] }[];
  mesh: Mesh;
  /** LSOA of each small cell; -1 for water. */
  owner: Int32Array;
  /** Index of the LSOA wholly inside another one, and of one on the island. */
  hole: number;
  island: number;
  /** The small cell of a rock that has a light, an authority and a postcode, but no LSOA. */
  rock: number;
}

/** Cells and whose they are, before LSOAs have names; numbers are indexes of owners, `rock` of a cell. */
export interface Drawn {
  mesh: Mesh;
  owner: Int32Array;
  byOwner: number[][];
  authorityOf: number[];
  rock: number;
  hole: number;
  island: number;
}

/** Numbers the LSOAs as the real ones are, from north to south in groups of up to five neighbours, and draws their outlines. */
export function nameAreas(drawn: Drawn, authorities: string[], random: Random): SampleShapes {
  const { mesh, owner, byOwner, authorityOf, rock, hole, island } = drawn;
  const touching = byOwner.map(() => new Set<number>());
  mesh.cells.forEach(({ neighbours }, cell) => {
    for (const other of neighbours) {
      if (other >= 0 && owner[cell]! >= 0 && owner[other]! >= 0 && owner[cell] !== owner[other]) {
        touching[owner[cell]!]!.add(owner[other]!);
      }
    }
  });
  const north = byOwner.map((mine) => mine.reduce((sum, cell) => sum + mesh.y[cell]!, 0) / mine.length);
  const order: { index: number; name: string }[] = [];
  authorities.forEach((authority, a) => {
    const left = new Set(byOwner.map((_, index) => index).filter((index) => authorityOf[index] === a));
    for (let group = 1; left.size > 0; group++) {
      const members = [[...left].reduce((best, index) => (north[index]! > north[best]! ? index : best))];
      for (let m = 0; m < members.length && members.length < 5; m++) {
        for (const other of touching[members[m]!]!) {
          if (left.has(other) && !members.includes(other) && members.length < 5) members.push(other);
        }
      }
      members.forEach((index, letter) => {
        left.delete(index);
        order.push({ index, name: `${authority} ${String(group).padStart(3, '0')}${'ABCDE'[letter]}` });
      });
    }
  });
  const position = new Map(order.map(({ index }, place) => [index, place]));
  const { outline } = borders(mesh, random);
  const areas = order.map(({ index, name }, place) => ({
    code: `E0190${String(place + 1).padStart(4, '0')}`,
    name,
    authority: authorityOf[index]!,
    polygons: outline(owner, index),
    cells: byOwner[index]!,
    neighbours: [...touching[index]!].map((other) => position.get(other)!).sort((a, b) => a - b),
  }));
  const authorityOwner = owner.map((index) => (index < 0 ? -1 : authorityOf[index]!));
  authorityOwner[rock] = 0;
  return {
    areas,
    authorities: authorities.map((named, a) => ({
      code: `E0690000${a + 1}`,
      name: named,
      polygons: outline(authorityOwner, a),
    })),
    mesh,
    owner: owner.map((index) => position.get(index) ?? -1),
    hole: position.get(hole)!,
    island: position.get(island)!,
    rock,
  };
}
