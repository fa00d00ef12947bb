import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import ts from 'typescript';
import { VERSION } from '../src/core/version';
import { builtPages } from './pane/builtPages';

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    stack.at(-1)!.children.push(element);
    stack.push(element);
  });
  parser.on('closetag', () => void stack.pop());
  parser.on('text', (text) => void (stack.at(-1)!.text += text.trim()));
  parser.write(xml).close();
  return root.children[0]!;
}

const all = (element: Element): Element[] => [element, ...element.children.flatMap(all)];
const named = (element: Element, name: string) => all(element).filter((one) => one.name === name);
const one = (element: Element, name: string): Element => {
  const found = named(element, name);
  expect(found.length).toBeGreaterThan(0);
  return found[0]!;
};
const childNames = (element: Element) => element.children.map(({ name }) => name);

const source = readFileSync('manifest.xml', 'utf8');
const manifest = parse(source);
const host = one(one(manifest, 'VersionOverrides'), 'Host');

/** The orders of Microsoft's schema: wherever two of these stand together they stand so. */
const ORDERS: Record<string, string[]> = {
  OfficeApp:
    'Id AlternateId Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl AppDomains Hosts Requirements DefaultSettings Permissions VersionOverrides'.split(
      ' ',
    ),
  VersionOverrides: ['Description', 'Requirements', 'Hosts', 'Resources'],
  DesktopFormFactor: ['GetStarted', 'FunctionFile', 'ExtensionPoint'],
  Group: ['Label', 'Icon', 'Control'],
  Control: ['Label', 'Supertip', 'Icon', 'Action'],
  Supertip: ['Title', 'Description'],
  Resources: ['bt:Images', 'bt:Urls', 'bt:ShortStrings', 'bt:LongStrings'],
};

test('results, package.json and the manifest tell the same version', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
  expect(one(manifest, 'Version').text).toBe(`${version}.0`);
});

describe('the manifest', () => {
  test.each(Object.entries(ORDERS))('the children of %s stand in the order of the schema', (name, order) => {
    for (const element of named(manifest, name)) {
      const places = childNames(element).map((child) => order.indexOf(child));
      expect(places).not.toContain(-1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  test('Runtimes come first in the host, live long, and name the pane, as the function file does', () => {
    expect(childNames(host)).toEqual(['Runtimes', 'DesktopFormFactor']);
    expect(one(host, 'Runtime').attributes).toEqual({ resid: 'Taskpane.Url', lifetime: 'long' });
    expect(one(host, 'FunctionFile').attributes.resid).toBe('Taskpane.Url');
    expect(named(manifest, 'TaskpaneId')).toEqual([]);
  });

  test('every resid names a resource, has at most 32 characters, and no resource is named twice or unused', () => {
    const ids = all(one(manifest, 'Resources')).flatMap(({ attributes }) => attributes.id ?? []);
    const used = all(host).flatMap(({ attributes }) => attributes.resid ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set(used)].sort()).toEqual([...ids].sort());
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(32);
  });

  test('strings keep to their lengths: 125 characters short, 250 long; the Id is a GUID; ids are not used twice', () => {
    for (const { attributes } of one(manifest, 'bt:ShortStrings').children)
      expect(attributes.DefaultValue!.length).toBeLessThanOrEqual(125);
    for (const { attributes } of one(manifest, 'bt:LongStrings').children)
      expect(attributes.DefaultValue!.length).toBeLessThanOrEqual(250);
    expect(one(manifest, 'Id').text).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    const ids = ['Group', 'Control'].flatMap((name) => named(host, name).map(({ attributes }) => attributes.id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the Home tab has a group "Needs map" with the buttons Needs map and Refresh and their actions', () => {
    expect(one(host, 'OfficeTab').attributes.id).toBe('TabHome');
    const text = (resid: string | undefined) =>
      all(manifest).find(({ attributes }) => attributes.id === resid)?.attributes.DefaultValue;
    expect(text(one(one(host, 'Group'), 'Label').attributes.resid)).toBe('Needs map');
    const buttons = named(host, 'Control').map((control) => [
      text(control.children[0]!.attributes.resid),
      one(control, 'Action').attributes['xsi:type'],
      one(control, 'FunctionName').text,
    ]);
    expect(buttons).toEqual([
      ['Needs map', 'ExecuteFunction', 'showNeedsMap'],
      ['Refresh', 'ExecuteFunction', 'refreshNeedsMap'],
    ]);
  });

  test('the pane associates exactly the actions that the ribbon calls', () => {
    const commands = readFileSync('src/pane/commands.ts', 'utf8');
    const associated = [...commands.matchAll(/associate\('(\w+)'/g)].map((match) => match[1]!);
    expect(associated.sort()).toEqual(
      named(host, 'FunctionName')
        .map(({ text }) => text)
        .sort(),
    );
  });

  test('every set of icons has 16, 32 and 80 pixels, and every icon is as large as it says', () => {
    for (const icon of named(host, 'Icon'))
      expect(icon.children.map(({ attributes }) => attributes.size)).toEqual(['16', '32', '80']);
    const sized = [
      ...named(host, 'bt:Image').map(({ attributes }) => [attributes.resid!, Number(attributes.size)] as const),
    ];
    for (const [resid, size] of sized) {
      const url = all(one(manifest, 'bt:Images')).find(({ attributes }) => attributes.id === resid)!.attributes
        .DefaultValue!;
      expect(pngSize(`assets${new URL(url).pathname}`)).toEqual([size, size]);
    }
    expect(pngSize(`assets${new URL(one(manifest, 'IconUrl').attributes.DefaultValue!).pathname}`)).toEqual([32, 32]);
    expect(
      pngSize(`assets${new URL(one(manifest, 'HighResolutionIconUrl').attributes.DefaultValue!).pathname}`),
    ).toEqual([64, 64]);
  });

  test('after a build every address of the manifest and every file that the pages name exists in dist', async () => {
    const dist = await builtPages();
    const built = readFileSync(join(dist, 'manifest.xml'), 'utf8');
    const version = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
    expect(one(parse(built), 'Version').text).toBe(`${version}.0`);
    const urls = [...built.matchAll(/DefaultValue="(https:[^"]*)"/g)].map((match) => new URL(match[1]!));
    expect(urls.length).toBeGreaterThanOrEqual(10);
    for (const { pathname } of urls) expect([pathname, existsSync(join(dist, pathname))]).toEqual([pathname, true]);
    for (const page of ['taskpane.html', 'index.html']) {
      const html = readFileSync(join(dist, page), 'utf8');
      for (const [, address] of html.matchAll(/(?:src|href)="(?!https:)([^"]+)"/g))
        expect(existsSync(join(dist, address!))).toBe(true);
    }
    expect(readFileSync(join(dist, 'index.html'), 'utf8')).not.toContain('office.js');
    expect(JSON.parse(readFileSync(join(dist, 'packs/catalogue.json'), 'utf8'))).toEqual({ packs: [] });
  }, 300_000);

  test('the requirement sets are at least as high as every Excel API that the workbook port names', () => {
    const declared = Object.fromEntries(
      named(manifest, 'Set').map(({ attributes }) => [attributes.Name, attributes.MinVersion]),
    );
    expect(declared).toEqual({ ExcelApi: '1.14', SharedRuntime: '1.1' });
    const files = readdirSync('src/workbook').filter((name) => /^excel.*\.ts$/.test(name));
    const used = excelMembers(files.map((name) => join('src/workbook', name)));
    // Anchors of EXCEL.md, so that a change in the form of the notes cannot pass unseen.
    const of = (member: string) => used.find(({ name }) => name === member)?.version;
    expect([of('getUsedRangeOrNullObject'), of('resize'), of('addImage')]).toEqual([4, 13, 9]);
    const tooNew = used
      .filter(({ version }) => version > 14)
      .map(({ name, version }) => `${name} is ExcelApi 1.${version}`);
    expect(tooNew).toEqual([]);
  });
});

/** Width and height out of a PNG's header. */
function pngSize(path: string): [number, number] {
  const bytes = readFileSync(path);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/**
 * The members of Excel's API that some files use, by the compiler's own eyes, each with x of the ExcelApi 1.x that its
 * note in @types/office-js names (its class's where it has none); preview members are 99.
 */
function excelMembers(files: string[]): { name: string; version: number }[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: ['office-js'],
    skipLibCheck: true,
    resolveJsonModule: true,
  };
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const found = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const declarations = checker.getSymbolAtLocation(node.name)?.declarations ?? [];
      const versions = declarations.filter(isExcels).map(versionOf);
      if (versions.length > 0)
        found.set(node.name.text, Math.max(found.get(node.name.text) ?? 0, Math.min(...versions)));
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(program.getSourceFile(file)!);
  return [...found].map(([name, version]) => ({ name, version }));
}

const isExcels = (declaration: ts.Declaration): boolean =>
  /types\/office-js\/index\.d\.ts$/.test(declaration.getSourceFile().fileName);

function versionOf(declaration: ts.Node): number {
  const note = declaration.getSourceFile().text.slice(declaration.getFullStart(), declaration.getStart());
  const set = /\[Api set: ExcelApi ?([^\]]*)\]/.exec(note)?.[1];
  if (set !== undefined) return Number(/^1\.(\d+)/.exec(set)?.[1] ?? 99);
  return declaration.parent && !ts.isSourceFile(declaration.parent) ? versionOf(declaration.parent) : 1;
}
