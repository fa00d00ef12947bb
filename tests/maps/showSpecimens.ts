/**
 * `npm run specimens` writes every specimen, beside the expected picture where it changed, on one page;
 * `npm run specimens -- --accept` makes today's the expected ones, once you have looked.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accept, asText, picture } from './goldens';
import { SPECIMENS } from './specimens';

const here = join(process.cwd(), 'tests', 'maps');

async function main(): Promise<void> {
  const figures: string[] = [];
  const image = (png: Uint8Array, words: string): string =>
    `<figure><img width="800" src="data:image/png;base64,${Buffer.from(png).toString('base64')}"><figcaption>${words}</figcaption></figure>`;
  for (const { name, shows, draw } of SPECIMENS) {
    const drawing = draw();
    if (process.argv.includes('--accept')) await accept(name, drawing);
    const expected = join(here, 'expected', `${name}.txt`);
    const same = existsSync(expected) && readFileSync(expected, 'utf8') === asText(drawing);
    const old = expected.replace(/txt$/, 'png');
    figures.push(
      `<section><h2>${name}${same ? '' : ' (changed)'}</h2><p>${shows}</p>`,
      image(await picture(drawing), drawing.alt),
      same || !existsSync(old) ? '' : image(readFileSync(old), 'expected'),
      '</section>',
    );
    console.log(`${same ? 'same   ' : 'changed'} ${name}`);
  }
  mkdirSync(join(here, 'changed'), { recursive: true });
  const page = join(here, 'changed', 'specimens.html');
  const style =
    'body{font:16px sans-serif;margin:2em}section{display:flex;flex-wrap:wrap}h2,p{width:100%}figure{width:800px}';
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><title>Specimens</title><style>${style}</style>${figures.join('\n')}`,
  );
  console.log(page);
}

void main();
