import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeStepFunctions, failedExecution, redriven, type ExecutionRecipe } from 'redrive-testkit';
import { exploreRedrives } from 'redrive-testkit/explore';
import { toHtml, toMermaid } from 'redrive-testkit/report';
import { checkout } from '../../report/checkout';
import { hostileExecution } from '../../report/hostile';
import { run } from '../packedPackage';
import type { Check } from './report';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const PACKAGES = { 'puppeteer-core': '^24', 'axe-core': '^4', mermaid: '^11' };

/** What is used of puppeteer-core, which is not installed in this project. */
interface Page {
  setViewport(viewport: { width: number; height: number }): Promise<void>;
  setJavaScriptEnabled(enabled: boolean): Promise<void>;
  emulateMediaFeatures(features: { name: string; value: string }[]): Promise<void>;
  goto(url: string, options: { waitUntil: 'load' }): Promise<unknown>;
  setContent(html: string): Promise<void>;
  evaluate<Result>(code: string): Promise<Result>;
  addScriptTag(script: { path: string }): Promise<unknown>;
  setBypassCSP(bypassed: boolean): Promise<void>;
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>;
  on(event: 'console' | 'pageerror' | 'request', listener: (of: Told) => void): void;
  close(): Promise<void>;
}
interface Told {
  url?(): string;
  type?(): string;
  text?(): string;
  message?: string;
}
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** A page of the longest history has to open within this time. */
const OPENS_WITHIN = 2_000;
const LONGEST = 24_967;
const SIZES = [
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];

/** Opens report pages in a browser as people do. Without Chromium nothing is checked, which is told. */
export async function checkPages(screenshots?: string): Promise<Check[]> {
  if (CHROMIUM === undefined) {
    console.error('browser: skipped, there is no Chromium here (apt-get install chromium)');
    return [];
  }
  const project = mkdtempSync(join(tmpdir(), 'redrive-testkit-browser-'));
  try {
    writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, devDependencies: PACKAGES }));
    run('npm', ['install', '--no-package-lock'], project);
    return await checkPagesIn(project, screenshots ?? join(project, 'screenshots'));
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** The same with the packages of a folder. */
export async function checkPagesIn(project: string, screenshots: string): Promise<Check[]> {
  mkdirSync(screenshots, { recursive: true });
  const require = createRequire(join(project, 'package.json'));
  const puppeteer = require('puppeteer-core') as { launch(options: object): Promise<Browser> };
  const browser = await puppeteer.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  const checks: Check[] = [];
  const check = (what: string, found: unknown): void => {
    const passed = JSON.stringify(found) === '[]';
    if (!passed) console.error(`browser: ${what}:\n${JSON.stringify(found, null, 2)}`);
    checks.push({ part: 'browser', what, with: 'Chromium', passed });
  };
  try {
    for (const [name, html] of Object.entries(pages())) {
      const file = join(project, `${name}.html`);
      writeFileSync(file, html);
      for (const size of SIZES) {
        for (const scheme of ['light', 'dark']) {
          const what = `${name}, ${size.name}, ${scheme}`;
          check(
            what,
            await lookAt(browser, file, {
              ...size,
              scheme,
              require,
              picture: join(screenshots, `${what.replaceAll(', ', '-')}.png`),
            }),
          );
        }
      }
    }
    const longestPage = join(project, 'longest history.html');
    const shop = createFakeStepFunctions();
    const order = shop.seed(failedExecution('lambda-function-failed', { events: LONGEST }));
    writeFileSync(longestPage, toHtml(shop.history(order)));
    check('longest history opens in time, is filtered and found', await longest(browser, longestPage));
    check('Mermaid parses what toMermaid writes', await mermaidErrors(browser, require));
  } finally {
    await browser.close();
  }
  return checks;
}

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const harmful = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Charge', States: { Charge: task } },
        { StartAt: 'Mail', States: { Mail: task } },
      ],
      End: true,
    },
  },
};

function pages(): Record<string, string> {
  const sfn = createFakeStepFunctions();
  const seeded = (recipe: ExecutionRecipe): string => toHtml(sfn.history(sfn.seed(recipe)));
  const { sfn: shop, executionArn } = checkout();
  shop.redriveExecution({ executionArn });
  shop.settle({ skipTime: true });
  const { history, wholly, ...known } = hostileExecution();
  return {
    hostile: toHtml(history, known),
    'wholly hostile': toHtml(wholly),
    checkout: toHtml(shop.history(executionArn)),
    coverage: toHtml(shop.coverage()),
    findings: toHtml(exploreRedrives({ definition: harmful, faults: 1 })),
    'map run': seeded(failedExecution('map-run-threshold-exceeded', redriven(1))),
    'long history': seeded(failedExecution('lambda-function-failed', { events: 1_200 })),
  };
}

interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: string;
  readonly picture: string;
  readonly require: NodeJS.Require;
}

/** What the browser complains about, what the page asks for, and what axe finds. */
async function lookAt(
  browser: Browser,
  file: string,
  { width, height, scheme, picture, require }: Look,
): Promise<unknown[]> {
  const page = await browser.newPage();
  const found: unknown[] = [];
  page.on('console', (told) => void (['error', 'warn'].includes(told.type?.() ?? '') && found.push(told.text?.())));
  page.on('pageerror', ({ message }) => void found.push(message));
  page.on('request', (request) => void (request.url?.() !== urlOf(file) && found.push(request.url?.())));
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.setBypassCSP(true); // for axe, which is put into the page
  await page.goto(urlOf(file), { waitUntil: 'load' });
  await page.screenshot({ path: picture });
  const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  if (wide) found.push('the page is wider than the window');
  await page.addScriptTag({ path: require.resolve('axe-core/axe.min.js') });
  // The first tables tell for all.
  const violations = await page.evaluate<unknown[]>(
    `axe.run({ exclude: [['.later'], ['.chunk ~ .chunk']] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
  );
  await page.close();
  return [...found, ...violations];
}

const urlOf = (file: string): string => `file://${encodeURI(file)}`;

async function longest(browser: Browser, file: string): Promise<unknown[]> {
  const found: unknown[] = [];
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const begun = performance.now();
  await page.goto(urlOf(file), { waitUntil: 'load' });
  await page.evaluate('new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))');
  const took = performance.now() - begun;
  console.error(`browser: the longest history opened in ${Math.round(took)} ms`);
  if (took > OPENS_WITHIN) found.push(`it took ${Math.round(took)} ms`);
  const rows = `document.querySelectorAll('tr[data-t]:not([hidden])').length`;
  await page.evaluate(`location.hash = '#e20000'`);
  await page.evaluate('new Promise((turn) => setTimeout(turn, 200))');
  if ((await page.evaluate<number>(rows)) !== LONGEST) found.push('a link to an event does not find it');
  await page.evaluate(
    `(() => { const form = document.querySelector('form'); form.elements.type.value = 'bad'; form.dispatchEvent(new Event('change')); })()`,
  );
  const bad = await page.evaluate<number>(rows);
  if (bad === 0 || bad > 10) found.push(`${bad} failures are shown`);
  await page.close();
  const plain = await browser.newPage();
  await plain.setJavaScriptEnabled(false);
  await plain.goto(urlOf(file), { waitUntil: 'load' });
  if ((await plain.evaluate<number>(rows)) !== LONGEST) found.push('without JavaScript events are missing');
  await plain.close();
  return found;
}

async function mermaidErrors(browser: Browser, require: NodeJS.Require): Promise<unknown[]> {
  const { sfn, executionArn, definition } = checkout();
  const odd = hostileExecution();
  const texts = [
    toMermaid(definition),
    toMermaid(definition, sfn.history(executionArn)),
    toMermaid(odd.definition, odd.history),
  ];
  const page = await browser.newPage();
  await page.setContent('<!doctype html><title>Mermaid</title>');
  await page.addScriptTag({ path: join(require.resolve('mermaid/package.json'), '..', 'dist', 'mermaid.min.js') });
  const errors = await page.evaluate<unknown[]>(
    `Promise.all(${JSON.stringify(texts)}.map((text) => mermaid.parse(text).then(() => [], (error) => [String(error).slice(0, 400)])))`,
  );
  await page.close();
  return errors.flat();
}
