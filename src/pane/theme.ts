import { webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { Theme } from '@fluentui/react-components';

/** How the pane looks; `scheme` for what the browser itself draws: file inputs, date pickers, scroll bars. */
export interface Look {
  theme: Theme;
  scheme: 'light' | 'dark';
}

/**
 * Fluent's light or dark theme, as the Office application looks (its background, `#rrggbb`) or, without Office, as the
 * system does. In high contrast the browser forces the system's colours on either.
 */
export function themeFor(officeBackground: string | undefined, systemIsDark: boolean): Look {
  const dark = officeBackground ? isDark(officeBackground) : systemIsDark;
  return { theme: dark ? webDarkTheme : webLightTheme, scheme: dark ? 'dark' : 'light' };
}

/** Whether white text stands out better than black on a colour, by relative luminance (WCAG). Unreadable colours are light. */
export function isDark(colour: string): boolean {
  const match = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})/i.exec(colour);
  if (!match) return false;
  const [red, green, blue] = match.slice(1).map((part) => linear(parseInt(part, 16) / 255)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179;
}

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
