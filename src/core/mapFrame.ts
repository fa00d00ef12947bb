import { type Arc, mapArcs } from './mapArcs';
import { mapAuthorities } from './mapAuthorities';
import { type Box, boundsOf } from './mapBox';
import { mapFit } from './mapFit';
import { mapNames, type PlacedName } from './mapNames';
import { innerPoint, insideRings } from './mapPoint';
import { mapProjection } from './mapProjection';
import type { Areas } from './types';

/** One LSOA in pixels. */
export interface FrameArea {
  /** Index into `Geography.lsoas`. */
  area: number;
  code: string;
  rings: Float32Array[];
  /** The point farthest from its edges, and how far that is. */
  x: number;
  y: number;
  clearance: number;
}

/** All that the maps of one authority share: everything in pixels, x to the right, y down. */
export interface MapFrame {
  width: number;
  height: number;
  /** Canvas pixels a pixel. */
  scale: number;
  /** Where the map itself stands; header above, furniture below. */
  body: Box;
  /** The corner of the body that is free for the legend. */
  legend: Box;
  metresPerPixel: number;
  /** Pixel x = originX + easting / metresPerPixel, pixel y = originY - northing / metresPerPixel. */
  originX: number;
  originY: number;
  areas: FrameArea[];
  /** Lines, not closed: between LSOAs, between the authority's districts, and around it. */
  borders: Float32Array[];
  districtBorders: Float32Array[];
  outline: Float32Array[];
  /** The other authorities, clipped to the body. */
  neighbours: { name: string; rings: Float32Array[] }[];
  names: PlacedName[];
}

const SIZE = 800;
const SCALE = 2;
const BODY: Box = { x0: 16, y0: 102, x1: 784, y1: 704 };
const LEGEND = { width: 212, height: 206 };
/** Pixels; what no eye sees. */
const TOLERANCE = 0.28;

/**
 * Fits the LSOAs into the picture on British National Grid, beside a free corner for the legend, with all else that the
 * maps of one run share. Throws where there is no LSOA (the caller has told the user before).
 */
export function mapFrame(
  geography: { lsoas: Omit<Areas, 'index'>; authorities: Areas },
  lsoaIndices: readonly number[],
  authorityIndices: readonly number[],
): MapFrame {
  const { lsoas, authorities } = geography;
  if (lsoaIndices.length === 0) throw new Error('A map needs at least one LSOA');
  const { vertices, rings: numbered } = numberVertices(lsoas, lsoaIndices);
  const grid = project(vertices);
  const bounds = gridBounds(grid);
  const fit = mapFit(bounds, boundaryPoints(numbered, grid, bounds), BODY, LEGEND.width, LEGEND.height);
  const { scale, originX, originY, legend } = fit;
  const x = grid.eastings.map((easting) => originX + easting * scale);
  const y = grid.northings.map((northing) => originY - northing * scale);
  const { rings, arcs } = mapArcs(numbered, x, y, TOLERANCE);

  const areas = lsoaIndices.map((area, i) => {
    const own = rings[i] as Float32Array[];
    return { area, code: lsoas.codes[area] as string, rings: own, ...innerPoint(own) };
  });
  const chosen = new Set(authorityIndices);
  const seen = mapAuthorities(authorities, fit, BODY, TOLERANCE);
  const districts = seen.filter(({ index }) => chosen.has(index));
  const neighbours = seen.filter(({ index }) => !chosen.has(index));
  const districtOf = areas.map((area) => districts.findIndex((d) => insideRings(d.rings, area.x, area.y)));
  const between = (arc: Arc): boolean => {
    const [a = -1, b = -1] = arc.areas.map((i) => districtOf[i] as number);
    return a >= 0 && b >= 0 && a !== b;
  };
  return {
    width: SIZE,
    height: SIZE,
    scale: SCALE,
    body: BODY,
    legend,
    metresPerPixel: 1 / scale,
    originX,
    originY,
    areas,
    borders: arcs.filter((arc) => arc.areas.length > 1).map((arc) => arc.points),
    districtBorders: arcs.filter((arc) => arc.areas.length > 1 && between(arc)).map((arc) => arc.points),
    outline: arcs.filter((arc) => arc.areas.length === 1).map((arc) => arc.points),
    neighbours,
    names: mapNames(neighbours, rings, BODY, legend),
  };
}

/** Each distinct vertex once (`vertices`: longitude, latitude pairs), and the areas' rings as vertex numbers. */
function numberVertices(
  areas: Omit<Areas, 'index'>,
  indices: readonly number[],
): { vertices: number[]; rings: Int32Array[][] } {
  const { coordinates, ringStarts, areaStarts } = areas;
  const vertices: number[] = [];
  const numbers = new Map<number, Map<number, number>>();
  const numberOf = (longitude: number, latitude: number): number => {
    let column = numbers.get(longitude);
    if (!column) numbers.set(longitude, (column = new Map()));
    let number = column.get(latitude);
    if (number === undefined) {
      number = vertices.length / 2;
      column.set(latitude, number);
      vertices.push(longitude, latitude);
    }
    return number;
  };
  const rings = indices.map((area) => {
    const own: Int32Array[] = [];
    for (let ring = areaStarts[area] as number; ring < (areaStarts[area + 1] as number); ring++) {
      const list: number[] = [];
      for (let p = ringStarts[ring] as number; p < (ringStarts[ring + 1] as number); p++) {
        const number = numberOf(coordinates[2 * p] as number, coordinates[2 * p + 1] as number);
        if (number !== list[list.length - 1]) list.push(number);
      }
      if (list.length > 3) own.push(Int32Array.from(list));
    }
    return own;
  });
  return { vertices, rings };
}

interface Grid {
  eastings: Float64Array;
  northings: Float64Array;
}

/** West, south, east and north in metres, as a box. */
function gridBounds({ eastings, northings }: Grid): Box {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  eastings.forEach((easting, i) => {
    const northing = northings[i] as number;
    box.x0 = Math.min(box.x0, easting);
    box.x1 = Math.max(box.x1, easting);
    box.y0 = Math.min(box.y0, northing);
    box.y1 = Math.max(box.y1, northing);
  });
  return box;
}

function project(vertices: readonly number[]): Grid {
  const bounds = boundsOf([vertices]);
  if (!bounds) throw new Error('A map needs at least one vertex');
  const toGrid = mapProjection(bounds.x0, bounds.y0, bounds.x1, bounds.y1);
  const count = vertices.length / 2;
  const [eastings, northings] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) {
    const [easting, northing] = toGrid(vertices[2 * i] as number, vertices[2 * i + 1] as number);
    eastings[i] = easting;
    northings[i] = northing;
  }
  return { eastings, northings };
}

/** Points along all edges, dense enough that no edge can cross the legend unseen, and few: one a cell of a raster. */
function boundaryPoints(
  areas: readonly Int32Array[][],
  { eastings, northings }: Grid,
  bounds: Box,
): [number, number][] {
  const cell = Math.max(bounds.x1 - bounds.x0, bounds.y1 - bounds.y0, 1) / 160;
  const points = new Map<number, [number, number]>();
  const add = (easting: number, northing: number): void => {
    const key = Math.floor((easting - bounds.x0) / cell) * 1000 + Math.floor((northing - bounds.y0) / cell);
    if (!points.has(key)) points.set(key, [easting, northing]);
  };
  for (const ring of areas.flat()) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [a, b] = [ring[i] as number, ring[i + 1] as number];
      const [ax, ay] = [eastings[a] as number, northings[a] as number];
      const [dx, dy] = [(eastings[b] as number) - ax, (northings[b] as number) - ay];
      const steps = Math.max(1, Math.ceil(Math.hypot(dx, dy) / cell));
      for (let step = 0; step < steps; step++) add(ax + (dx * step) / steps, ay + (dy * step) / steps);
    }
  }
  return [...points.values()];
}
