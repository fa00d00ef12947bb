import { webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { isDark, themeFor } from '../../src/pane/theme';

describe('the pane looks like the Office around it', () => {
  test.each([
    ['#FFFFFF', false],
    ['#F3F2F1', false],
    ['#262626', true],
    ['#000000', true],
    ['#444444', true],
    ['no colour', false],
  ])('%s is dark: %s', (colour, dark) => {
    expect(isDark(colour)).toBe(dark);
  });

  test('Excel’s background decides; without Excel the system does', () => {
    expect(themeFor('#262626', false)).toEqual({ theme: webDarkTheme, scheme: 'dark' });
    expect(themeFor('#FFFFFF', true)).toEqual({ theme: webLightTheme, scheme: 'light' });
    expect(themeFor(undefined, true).scheme).toBe('dark');
    expect(themeFor(undefined, false).scheme).toBe('light');
  });
});
