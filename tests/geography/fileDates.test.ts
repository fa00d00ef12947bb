import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskSource } from '../../src/cli/diskSource';
import { localDay } from '../../src/core/localDay';
import { fileSource } from '../../src/geography/fileSource';

/** Half an hour into July on the clock of whoever runs this: in British Summer Time still June in UTC. */
const BEGIN = new Date(2025, 6, 1, 0, 30);
/** In the winter, late in the year's last evening. */
const END = new Date(2025, 11, 31, 23, 30);

describe('a day is that of the clock on the wall', () => {
  test('just after midnight in summer, late in the evening in winter', () => {
    const days = [BEGIN, END, new Date(2025, 5, 30, 0, 30), new Date(2025, 0, 1, 23, 59)].map(localDay);
    expect(days).toEqual(['2025-07-01', '2025-12-31', '2025-06-30', '2025-01-01']);
  });

  test('of a file that was chosen in the pane', () => {
    const file = new File(['a'], 'postcodes.csv', { lastModified: BEGIN.getTime() });
    expect(fileSource(file).date).toBe('2025-07-01');
  });

  test('of a file on disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'needs-map-'));
    const path = join(folder, 'postcodes.csv');
    writeFileSync(path, 'a');
    utimesSync(path, BEGIN, BEGIN);
    expect((await diskSource(path)).date).toBe('2025-07-01');
    rmSync(folder, { recursive: true });
  });
});
