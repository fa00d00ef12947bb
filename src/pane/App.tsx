import { FluentProvider } from '@fluentui/react-components';
import type { Theme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { AuthorityScreen } from './AuthorityScreen';
import type { Controller } from './controller';
import { DataScreen } from './DataScreen';
import { GeographyScreen } from './GeographyScreen';
import { OptionsScreen } from './OptionsScreen';
import { ResultsScreen } from './ResultsScreen';
import { RunBar } from './RunBar';
import type { Store } from './store';
import { useStyles } from './useStyles';
import { words } from './words';

/** The pane: one screen after another, from the data to the results. The same in Excel and in the browser page. */
export function App({ store, controller, theme }: { store: Store; controller: Controller; theme: Theme }) {
  const state = useSyncExternalStore(store.subscribe, store.get);
  const screen = { state, controller };
  return (
    <FluentProvider theme={theme}>
      <Screens {...screen} />
    </FluentProvider>
  );
}

function Screens(screen: Parameters<typeof DataScreen>[0]) {
  const styles = useStyles();
  return (
    <main className={styles.pane}>
      <h1 className={screen.state.shell === 'page' ? styles.heading : styles.hidden}>{words.title}</h1>
      <p className={styles.hint}>{words.privacy}</p>
      <DataScreen {...screen} />
      <GeographyScreen {...screen} />
      <AuthorityScreen {...screen} />
      <OptionsScreen {...screen} />
      <ResultsScreen {...screen} />
      <RunBar {...screen} />
    </main>
  );
}
