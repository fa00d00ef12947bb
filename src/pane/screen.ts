import type { Controller } from './controller';
import type { State } from './state';

/** What every screen is given: all that is shown, and all that can be done. */
export interface ScreenProps {
  state: State;
  controller: Controller;
}
