import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { PlainText } from './plain-text.js';

afterEach(cleanup);

it.each([
  ['See https://shop.example/a?b=c.', ['https://shop.example/a?b=c']],
  ['(http://a.example) and https://b.example!', ['http://a.example', 'https://b.example']],
  ['javascript:alert(1) data:text/html,x //evil.example file:///etc', []],
  ['<img src=x onerror=alert(1)><a href="https://c.example">', ['https://c.example']],
  ['\u202Etxt.exe https://d.example/\u202E', ['https://d.example/\u202E']],
])('shows %j as it is, and links no more than the web', (text, links) => {
  const { container } = render(<PlainText text={text} />);
  expect(container.textContent).toBe(text);
  expect([...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual(links);
  expect(container.querySelector('img, script')).toBeNull();
  for (const link of container.querySelectorAll('a')) expect(link.rel).toContain('noopener noreferrer');
});
