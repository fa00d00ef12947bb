import { createRoot } from 'react-dom/client';
import type { Theme } from '@fluentui/react-components';
import { App } from './App';
import type { Controller } from './controller';
import type { Store } from './store';

/** Puts the pane into the page, and on the page's own ground the theme's colour. `theme` is asked again when it may change. */
export function mount(store: Store, controller: Controller, theme: () => Theme): void {
  const root = createRoot(document.getElementById('pane')!);
  const render = () => {
    const now = theme();
    document.body.style.background = now.colorNeutralBackground1;
    root.render(<App store={store} controller={controller} theme={now} />);
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render);
  // Excel tells of a new theme by no event: look when the pane is looked at again.
  window.addEventListener('focus', render);
  render();
}
