import type { Page } from 'playwright-core';

/** Notes from now on every text that comes into the page, also one that stands there for a moment only. */
export async function noteTexts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted = new Set<string>();
    const note = (node: Node) => {
      if (node instanceof Text) noted.add(node.data.trim());
      if (node instanceof Element) noted.add(node.getAttribute('aria-label') ?? '');
      node.childNodes.forEach(note);
    };
    note(document.body);
    new MutationObserver((changes) => changes.forEach(({ target }) => note(target))).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    Object.assign(window, { noted });
  });
}

/** Which of these texts have not come yet. */
export async function lacking(page: Page, ...texts: string[]): Promise<string[]> {
  const noted = await page.evaluate(() => [...(window as unknown as { noted: Set<string> }).noted]);
  return texts.filter((text) => !noted.includes(text));
}
