import type { Controller } from './controller';

/** As much of an app-command event as is needed. */
interface CommandEvent {
  completed(): void;
}

/**
 * The ribbon's buttons: `showNeedsMap` opens the pane; `refreshNeedsMap` runs with the last settings, and opens the
 * pane where a choice is missing or something stands in the way. Both always tell Excel that they are done.
 * `opened`: the workbook has been looked at.
 */
export function associateCommands(controller: Controller, opened: Promise<void>): void {
  const show = () => Office.addin.showAsTaskpane();
  Office.actions.associate('showNeedsMap', (event: CommandEvent) => finish(event, show));
  Office.actions.associate('refreshNeedsMap', (event: CommandEvent) =>
    finish(event, async () => {
      await opened;
      if (!(await controller.run())) await show();
    }),
  );
}

async function finish(event: CommandEvent, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch {
    // The pane says what went wrong; there is nobody here to tell.
  } finally {
    event.completed();
  }
}
