import { MAP_FONT } from '../core/mapFont';

const FACES = [
  { url: new URL('../../assets/fonts/NotoSans-Regular.ttf', import.meta.url), weight: 'normal' },
  { url: new URL('../../assets/fonts/NotoSans-Bold.ttf', import.meta.url), weight: 'bold' },
];

/** Loads the bundled font from the pages' own origin, so that every machine draws the same map. In page and worker. */
export async function loadMapFonts(fonts: FontFaceSet): Promise<void> {
  await Promise.all(
    FACES.map(async ({ url, weight }) => {
      const face = new FontFace(MAP_FONT, `url("${url.href}")`, { weight });
      fonts.add(await face.load());
    }),
  );
}
