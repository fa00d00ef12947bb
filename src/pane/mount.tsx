import { createRoot } from 'react-dom/client';
import { App } from './App';
import type { Controller } from './controller';
import type { Store } from './store';
import type { Look } from './theme';

/** Puts the pane into the page, and on the page's own ground the theme's colour. `look` is asked again when it may change. */
export function mount(store: Store, controller: Controller, look: () => Look): void {
  // What the keyboard reaches stands clear of the bar at the foot.
  document.documentElement.style.scrollPaddingBottom = '160px';
  const root = createRoot(document.getElementById('pane')!);
  const render = () => {
    const { theme, scheme } = look();
    document.body.style.background = theme.colorNeutralBackground1;
    document.documentElement.style.colorScheme = scheme;
    root.render(<App store={store} controller={controller} theme={theme} />);
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render);
  // Excel tells of a new theme by no event: look when the pane is looked at again.
  window.addEventListener('focus', render);
  render();
}
