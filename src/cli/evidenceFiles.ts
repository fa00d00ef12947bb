import { UserError } from '../core/userError';
import type { EvidenceFile, EvidenceFiles } from '../evidence/findEvidence';
import { collect } from '../geography/bytes';
import { openContents } from '../geography/openContents';
import { diskSource } from './diskSource';

/** The files by LSOA that the command line names, plain, gzipped or in a zip, unpacked. UserError where one is no text. */
export async function evidenceFiles(paths: Partial<Record<keyof EvidenceFiles, string>>): Promise<EvidenceFiles> {
  const opened = Object.entries(paths).map(async ([kind, path]) => [kind, await openTable(path)] as const);
  return Object.fromEntries(await Promise.all(opened));
}

/** The largest text in a file: what else a publisher's zip holds are notes. */
async function openTable(path: string): Promise<EvidenceFile> {
  const source = await diskSource(path);
  const texts = (await openContents(source)).filter(({ kind }) => kind === 'text');
  const [largest] = texts.sort((a, b) => b.size - a.size);
  if (!largest) throw new UserError(`${source.name} holds no CSV file: open it in Excel and save the sheet as CSV.`);
  return { name: source.name, bytes: await collect(largest.stream()) };
}
