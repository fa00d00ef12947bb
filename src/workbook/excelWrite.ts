import type { OutSheet } from '../core/types';
import { columnSum, shownText, textSum } from './excelCells';
import { saveJournal, saveKept, saveRemembered, type Kept, type KeptSheet, type KeptTable } from './excelKept';
import { linkedTo } from './excelLinks';
import { BANNER, BANNER_ROW, keptLine, OLDER, putBanner, putLine, takeBanner } from './excelLines';
import { excelLook, type Look } from './excelLook';
import { writeNotes } from './excelNotes';
import { placePictures } from './excelPictures';
import { excelPlan, type SheetTask, type WriteTasks } from './excelPlan';
import { excelRoom, rowFor, type Room } from './excelRoom';
import type { Send } from './excelSend';
import { setUpSheet } from './excelSetUp';
import { fillTable, shapeTables, type Write } from './excelTables';
import { Cancelled, type Control, type Remembered } from './workbook';

interface Job extends WriteTasks {
  look: Look;
  rooms: Room[];
}

/** The row (from 0) of a sheet's line: kept free by the plan, moved where the user put rows above it. */
const lineRow = (room: Room | undefined) => BANNER_ROW + (room?.shift ?? 0);

/** Where the plan's lines go on the sheet. */
function lines(task: SheetTask, room: Room) {
  return task.plan.lines.map((line) => ({ line, row: rowFor(task, room.shift, line.row - 1) }));
}

/** What is known of a sheet: `before` its first change all that may stand there if this breaks off, otherwise the plan. */
function keptSheet(task: SheetTask, room: Room, tableIds: string[] | null): KeptSheet {
  const { kept, id, name } = task.now;
  const before = tableIds === null;
  const tables: Record<string, KeptTable> = { ...kept.tables };
  task.tables.forEach((table, at) => {
    const old = kept.tables[table.plan.name];
    const headings = table.plan.columns.map(({ heading }) => heading);
    const more = before ? headings.filter((heading) => !old?.headings.includes(heading)) : [];
    tables[table.plan.name] = {
      id: tableIds?.[at] ?? old?.id ?? '',
      name: table.name,
      row: before && old ? old.row : table.row,
      column: before && old ? old.column : table.column,
      key: table.plan.columns[table.plan.key]?.heading ?? '',
      headings: before ? [...(old?.headings ?? []), ...more] : headings,
      sums: before
        ? (old?.sums ?? [])
        : headings.map((_, which) => columnSum(table.plan.rows.map((row) => shownText(row[which] ?? null)))),
    };
  });
  const written = lines(task, room).map(({ line, row }) => keptLine(line, row));
  return {
    key: task.plan.key,
    id,
    name,
    made: kept.made || !before,
    tables,
    lines: before ? [...kept.lines, ...written, [lineRow(room), 0, textSum(BANNER)]] : written,
    pictures: [
      ...new Set([
        ...(before ? kept.pictures : []),
        ...task.plan.images.map((image) => image.name),
        ...(task.plan.chart ? [task.plan.chart.name] : []),
      ]),
    ],
  };
}

/** Everything that can go wrong without a write goes wrong here. */
async function prepare(send: Send, plan: OutSheet[], signal: AbortSignal | undefined): Promise<Job> {
  const check = () => {
    if (signal?.aborted) throw new Cancelled('cancelled');
  };
  check();
  const look = await excelLook(send, plan);
  check();
  const tasks = await excelPlan(send, linkedTo(look, plan), look);
  const rooms: Room[] = [];
  for (const task of tasks.sheets) {
    check();
    const room = await excelRoom(send, task);
    room.clear = room.clear.filter(([row, column]) => row !== lineRow(room) || column !== 0);
    rooms.push(room);
  }
  return { ...tasks, look, rooms };
}

/** `Needs map` first: the first sheet to get the line, the last one to lose it. */
const needsMapFirst = (one: { plan: OutSheet }, other: { plan: OutSheet }) =>
  Number(other.plan.key === 'needs-map') - Number(one.plan.key === 'needs-map');

/** Puts the line on every result sheet and adds those that are missing, in the plan's order. */
async function begin(write: Write, job: Job, kept: Kept): Promise<void> {
  const { sheets, rooms, look } = job;
  await write((context) => {
    saveKept(context, kept);
    saveJournal(context, { ...look.journal, ...job.journal });
    return () => undefined;
  });
  const ids = await write((context) => {
    const order = sheets.map((task, at) => ({ ...task, room: rooms[at] })).sort(needsMapFirst);
    for (const { now, room } of order) if (now.id !== '') putBanner(context, now.id, lineRow(room));
    for (const { id } of look.others) putBanner(context, id);
    const added = sheets.map(({ now }) => {
      if (now.id !== '') return null;
      const sheet = context.workbook.worksheets.add(now.name);
      putBanner(context, now.name);
      return sheet.load('id');
    });
    return () => added.map((sheet) => sheet?.id);
  });
  sheets.forEach(({ now }, at) => {
    now.id = ids[at] ?? now.id;
    const sheet = kept.sheets[at];
    if (sheet) sheet.id = now.id;
  });
  await write((context) => {
    saveKept(context, kept);
    return () => undefined;
  });
}

/** Saves what is known and takes the line away, or leaves another on sheets that had no part in this run. */
function finish(send: Send, job: Job, kept: Kept, remember: Remembered): Promise<void> {
  const { sheets, rooms, look } = job;
  const tables = new Set(sheets.flatMap((task) => task.tables.map(({ plan }) => plan.name)));
  const journal = Object.fromEntries(Object.entries(look.journal).filter(([name]) => !tables.has(name)));
  const ours = kept.sheets.map(({ key, id, tables }) => ({
    key,
    id,
    tables: Object.fromEntries(Object.entries(tables).map(([plan, { name }]) => [plan, name])),
  }));
  return send('writing', (context) => {
    saveKept(context, kept);
    saveJournal(context, journal);
    saveRemembered(context, { ...remember, sheets: ours });
    for (const { id } of look.others) putBanner(context, id, BANNER_ROW, OLDER);
    const order = sheets.map((task, at) => ({ ...task, room: rooms[at] })).sort(needsMapFirst);
    for (const { room, ...task } of order.reverse()) {
      if (!room) continue;
      const own = lines(task, room).filter(({ row }) => row === lineRow(room));
      const first = own.find(({ line }) => line.column === 1)?.line;
      for (const { line, row } of own) if (line !== first) putLine(context, task.now.id, line, row);
      takeBanner(context, task.now.id, lineRow(room), first);
    }
    return () => undefined;
  });
}

/**
 * Writes or refreshes the result sheets in place. All reading, deciding and refusing comes first; from the first visible
 * write to the last one the line stands on every result sheet. What is needed to go on after a break (our sheets' names
 * and ids, the user's own columns) is saved in the settings before it is changed, so that a second press ends like a
 * clean run.
 * @param begun called before the first write
 */
export async function excelWrite(
  send: Send,
  plan: OutSheet[],
  remember: Remembered,
  control: Control | undefined,
  begun: () => void,
): Promise<void> {
  control?.progress?.('Looking at the result sheets', 0);
  const job = await prepare(send, plan, control?.signal);
  const { sheets, rooms, look } = job;
  const write: Write = async (build) => {
    if (control?.signal?.aborted) throw new Cancelled('cancelled');
    return send('writing', build);
  };
  const cells = (task: SheetTask) =>
    200 +
    task.tables.reduce((sum, { plan }) => sum + plan.rows.length * plan.columns.length, 0) +
    task.plan.images.length * 500;
  const all = sheets.reduce((sum, task) => sum + cells(task), 0);
  let done = 0;

  if (control?.signal?.aborted) throw new Cancelled('cancelled');
  begun();
  const kept: Kept = { ...look.kept, sheets: sheets.flatMap((task, at) => before(task, rooms[at])) };
  kept.sheets.push(...look.others.map((other) => other.kept));
  await begin(write, job, kept);
  await writeNotes(send, write, kept, job.homeless);

  const finished: KeptSheet[] = [];
  for (const [at, task] of sheets.entries()) {
    const room = rooms[at];
    if (!room) continue;
    const step = `Writing ${task.now.name}`;
    const progress = (part: number) => control?.progress?.(step, Math.min(1, (done + part) / all));
    progress(0);
    const ids = await shapeTables(write, task, room, (context) => {
      for (const { line, row } of lines(task, room)) {
        if (row !== lineRow(room)) putLine(context, task.now.id, line, row);
      }
      if (!task.now.kept.made) setUpSheet(context, task);
    });
    let before = 0;
    for (const [which, table] of task.tables.entries()) {
      const width = table.plan.columns.length;
      await fillTable(write, task.now.id, ids[which] ?? '', table, (rows) => progress(before + rows * width));
      before += table.plan.rows.length * width;
    }
    await placePictures(send, write, task, room.shift);
    finished.push(keptSheet(task, room, ids));
    done += cells(task);
  }
  if (control?.signal?.aborted) throw new Cancelled('cancelled');
  await finish(send, job, { ...kept, sheets: [...finished, ...look.others.map((other) => other.kept)] }, remember);
  control?.progress?.('Written', 1);
}

function before(task: SheetTask, room: Room | undefined): KeptSheet[] {
  return room ? [keptSheet(task, room, null)] : [];
}
