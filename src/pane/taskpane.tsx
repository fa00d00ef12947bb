import { localDay } from '../core/localDay';
import { excelWorkbook } from '../workbook/excelWorkbook';
import { createClient } from '../worker/client';
import { startWorker } from '../worker/startWorker';
import { associateCommands } from './commands';
import { createController } from './controller';
import { mount } from './mount';
import { createStore } from './store';
import { themeFor } from './theme';

/** The pane in Excel: the same App on the open workbook, and the ribbon's two commands. */
void Office.onReady(() => {
  const store = createStore('excel');
  const controller = createController(store, createClient(startWorker), {
    today: () => localDay(new Date()),
    now: () => new Date().toISOString(),
  });
  const opened = controller.open(excelWorkbook());
  associateCommands(controller, opened);
  const dark = () => matchMedia('(prefers-color-scheme: dark)').matches;
  // Excel on the web tells no theme, and its grid is light unless the system is dark.
  mount(store, controller, () => themeFor(Office.context.officeTheme?.bodyBackgroundColor, dark()));
});
