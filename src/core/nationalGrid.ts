/**
 * WGS84 longitude and latitude to and from British National Grid, by the seven-parameter (Helmert) transformation and
 * the transverse Mercator of Ordnance Survey's "A guide to coordinate systems in Great Britain", good to about 5 m.
 */
interface Ellipsoid {
  a: number;
  b: number;
}
const AIRY: Ellipsoid = { a: 6377563.396, b: 6356256.909 };
const GRS80: Ellipsoid = { a: 6378137, b: 6356752.3141 };
const F0 = 0.9996012717;
const LAT0 = (49 * Math.PI) / 180;
const LON0 = (-2 * Math.PI) / 180;
const E0 = 400000;
const N0 = -100000;
const SECOND = Math.PI / 648000;
/** WGS84 to OSGB36. */
const SHIFT = {
  x: -446.448,
  y: 125.157,
  z: -542.06,
  s: 20.4894e-6,
  rx: -0.1502 * SECOND,
  ry: -0.247 * SECOND,
  rz: -0.8421 * SECOND,
};

type Triple = [number, number, number];

function toCartesian(lat: number, lon: number, { a, b }: Ellipsoid): Triple {
  const e2 = 1 - (b * b) / (a * a);
  const nu = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  return [nu * Math.cos(lat) * Math.cos(lon), nu * Math.cos(lat) * Math.sin(lon), (1 - e2) * nu * Math.sin(lat)];
}

function fromCartesian([x, y, z]: Triple, { a, b }: Ellipsoid): [number, number] {
  const e2 = 1 - (b * b) / (a * a);
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - e2));
  for (let i = 0; i < 6; i++) {
    const nu = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
    lat = Math.atan2(z + e2 * nu * Math.sin(lat), p);
  }
  return [lat, Math.atan2(y, x)];
}

function helmert([x, y, z]: Triple, sign: 1 | -1): Triple {
  const [tx, ty, tz] = [sign * SHIFT.x, sign * SHIFT.y, sign * SHIFT.z];
  const [s, rx, ry, rz] = [1 + sign * SHIFT.s, sign * SHIFT.rx, sign * SHIFT.ry, sign * SHIFT.rz];
  return [tx + s * x - rz * y + ry * z, ty + rz * x + s * y - rx * z, tz - ry * x + rx * y + s * z];
}

const n = (AIRY.a - AIRY.b) / (AIRY.a + AIRY.b);
const E2 = 1 - (AIRY.b * AIRY.b) / (AIRY.a * AIRY.a);

/** Length of the meridian from the true origin, metres. */
function meridian(lat: number): number {
  const d = lat - LAT0;
  const s = lat + LAT0;
  return (
    AIRY.b *
    F0 *
    ((1 + n + (5 / 4) * n ** 2 + (5 / 4) * n ** 3) * d -
      (3 * n + 3 * n ** 2 + (21 / 8) * n ** 3) * Math.sin(d) * Math.cos(s) +
      ((15 / 8) * n ** 2 + (15 / 8) * n ** 3) * Math.sin(2 * d) * Math.cos(2 * s) -
      (35 / 24) * n ** 3 * Math.sin(3 * d) * Math.cos(3 * s))
  );
}

/** The radii of curvature that both directions of the projection need. */
function radii(lat: number) {
  const sin2 = Math.sin(lat) ** 2;
  const nu = (AIRY.a * F0) / Math.sqrt(1 - E2 * sin2);
  const rho = (AIRY.a * F0 * (1 - E2)) / (1 - E2 * sin2) ** 1.5;
  return { nu, rho, eta2: nu / rho - 1, t: Math.tan(lat), c: Math.cos(lat) };
}

/** Degrees WGS84 -> [easting, northing] in metres. */
export function toNationalGrid(longitude: number, latitude: number): [number, number] {
  const [lat, lon] = fromCartesian(
    helmert(toCartesian((latitude * Math.PI) / 180, (longitude * Math.PI) / 180, GRS80), 1),
    AIRY,
  );
  const { nu, eta2, t, c } = radii(lat);
  const l = lon - LON0;
  const II = (nu / 2) * Math.sin(lat) * c;
  const III = (nu / 24) * Math.sin(lat) * c ** 3 * (5 - t ** 2 + 9 * eta2);
  const IIIA = (nu / 720) * Math.sin(lat) * c ** 5 * (61 - 58 * t ** 2 + t ** 4);
  const IV = nu * c;
  const V = (nu / 6) * c ** 3 * (1 + eta2 - t ** 2);
  const VI = (nu / 120) * c ** 5 * (5 - 18 * t ** 2 + t ** 4 + 14 * eta2 - 58 * t ** 2 * eta2);
  return [E0 + IV * l + V * l ** 3 + VI * l ** 5, N0 + meridian(lat) + II * l ** 2 + III * l ** 4 + IIIA * l ** 6];
}

/** [easting, northing] in metres -> degrees WGS84 [longitude, latitude]. */
export function fromNationalGrid(easting: number, northing: number): [number, number] {
  let lat = LAT0 + (northing - N0) / (AIRY.a * F0);
  for (let i = 0; i < 10; i++) {
    const left = northing - N0 - meridian(lat);
    if (Math.abs(left) < 1e-5) break;
    lat += left / (AIRY.a * F0);
  }
  const { nu, rho, eta2, t, c } = radii(lat);
  const e = easting - E0;
  const VII = t / (2 * rho * nu);
  const VIII = (t / (24 * rho * nu ** 3)) * (5 + 3 * t ** 2 + eta2 - 9 * t ** 2 * eta2);
  const IX = (t / (720 * rho * nu ** 5)) * (61 + 90 * t ** 2 + 45 * t ** 4);
  const X = 1 / (c * nu);
  const XI = (1 / (6 * c * nu ** 3)) * (nu / rho + 2 * t ** 2);
  const XII = (1 / (120 * c * nu ** 5)) * (5 + 28 * t ** 2 + 24 * t ** 4);
  const airyLat = lat - VII * e ** 2 + VIII * e ** 4 - IX * e ** 6;
  const airyLon = LON0 + X * e - XI * e ** 3 + XII * e ** 5;
  const [wgsLat, wgsLon] = fromCartesian(helmert(toCartesian(airyLat, airyLon, AIRY), -1), GRS80);
  return [(wgsLon * 180) / Math.PI, (wgsLat * 180) / Math.PI];
}
