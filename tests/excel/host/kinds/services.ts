import type { Book } from '../book';
import type { Kind } from '../remote';

const nothing = () => undefined;
const states = new WeakMap<Book, { state: string; start: string }>();
const stateOf = (book: Book) => {
  const found = states.get(book) ?? { state: 'Visible', start: 'Inactive' };
  states.set(book, found);
  return found;
};

/** The pane as Office sees it: `Visible` or `Background`. */
export const paneState = (book: Book) => stateOf(book).state;

/** Hides or shows the pane, as a user would. */
export function setPaneState(book: Book, state: 'Visible' | 'Background'): void {
  stateOf(book).state = state;
}

/** Services beside the workbook that office.js itself asks for: start-up, Office.addin.showAsTaskpane and hide. */
export const serviceKinds: Record<string, Kind<Book>> = {
  'Microsoft.InternalService.AddinInternalService': {
    name: 'HostAddinInternalService',
    call: { notifyActionHandlerReady: nothing },
  },
  'Microsoft.AppRuntime.AppRuntimeService': {
    name: 'HostAppRuntimeService',
    call: {
      getAppRuntimeState: (book) => stateOf(book).state,
      setAppRuntimeState(book, [state], call) {
        const before = stateOf(book).state;
        stateOf(book).state = String(state);
        if (before !== state)
          call.raise({
            type: 65539,
            targets: [''],
            message: { visibility: state === 'Visible' ? 'Visible' : 'Hidden' },
          });
      },
    },
  },
  'Microsoft.AppRuntime.AppRuntimePersistenceService': {
    name: 'HostAppRuntimePersistenceService',
    call: {
      getAppRuntimeStartState: (book) => stateOf(book).start,
      setAppRuntimeStartState: (book, [state]) => void (stateOf(book).start = String(state)),
    },
  },
};
