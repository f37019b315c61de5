import { createFakeStepFunctions, failedExecution, TestkitError } from 'redrive-testkit';
import { toHtml, toMermaid, toSvg } from 'redrive-testkit/report';
import { hostile, hostileExecution, TRAPS } from './hostile';
import { checkout } from './checkout';

const misuse = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    if (error instanceof TestkitError) return error.code;
    throw error;
  }
  return 'none';
};

/** What a reader sees: tags are gone, entities are read. */
const textIn = (html: string): string =>
  html
    .replace(/<(style|script)>[^]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

describe('a page', () => {
  test('says what the execution came to, where it failed and what a redrive does', () => {
    const { sfn, executionArn } = checkout();
    const text = textIn(toHtml(sfn.history(executionArn)));
    expect(text).toContain('order-7');
    expect(text).toContain('✗ Card.Declined in ChargeCard at event #');
    expect(text).toContain('insufficient funds');
    expect(text).toMatch(
      /A redrive runs again .*Fulfil unsuccessful branches resume.*ChargeCard task is scheduled again/,
    );
    expect(text).toMatch(/A redrive keeps .*ReserveStock exited at/);
    expect(text).toContain('Redrive status REDRIVABLE');
  });

  test('has a row for every event, each with its state, the redrives set apart', () => {
    const { sfn, executionArn } = checkout();
    sfn.redriveExecution({ executionArn });
    sfn.settle({ skipTime: true });
    const events = sfn.history(executionArn);
    const html = toHtml(events);
    for (const { id } of events) expect(html).toContain(`<tr id=e${id} `);
    const redriven = events.find(({ type }) => type === 'ExecutionRedriven')!;
    expect(html).toMatch(new RegExp(`id="attempt-1">.*↻ Redrive 1[^]*<tr id=e${redriven.id} data-t=\\d+ data-a=1`));
    const succeeded = events.find(({ type }) => type === 'TaskSucceeded')!;
    expect(html).toMatch(
      new RegExp(`<tr id=e${succeeded.id} [^>]*><td>${succeeded.id}<td>[^<]*<td>TaskSucceeded<td>ReserveStock<td>`),
    );
  });

  test('is the same each time', () => {
    const { sfn, executionArn } = checkout();
    expect(toHtml(sfn.history(executionArn))).toBe(toHtml(sfn.history(executionArn)));
  });

  test('shows the same of an execution of a fake as of its history, and of what was captured', () => {
    const { sfn, executionArn, definition } = checkout();
    const history = sfn.history(executionArn);
    const seeded = sfn.seed(failedExecution('lambda-function-failed'));
    expect(toHtml(seeded)).toBe(toHtml(sfn.history(seeded)));
    const captured = JSON.parse(JSON.stringify({ events: history, describe: sfn.execution(executionArn) })) as {
      events: typeof history;
      describe: object;
    };
    expect(toHtml({ events: captured.events }, { describe: captured.describe, definition })).toBe(toHtml(history));
    expect(
      toHtml([{ events: history.slice(0, 5) }, { events: history.slice(5) }] as never, {
        describe: captured.describe,
        definition,
      }),
    ).toBe(toHtml(history));
  });

  test('shows a part of a history as a part', () => {
    const { sfn, executionArn } = checkout();
    const events = [...sfn.history(executionArn)];
    const text = textIn(toHtml({ events: events.slice(4) }));
    expect(text).toContain('This is a part of the history. earlier events are missing');
    expect(text).toContain('Only a whole history tells what a redrive does');
    expect(textIn(toHtml({ events: events.slice(0, 6), nextToken: 'x' }))).toContain(
      'later events are on another page',
    );
  });

  test('shows no present of a history that was taken earlier', () => {
    const { sfn, executionArn } = checkout();
    const before = sfn.history(executionArn);
    sfn.redriveExecution({ executionArn });
    sfn.settle({ skipTime: true });
    expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
    expect(toHtml(before)).toMatch(/FAILED<\/span><\/div>/);
  });

  test('shows Map Runs with their children, the unsuccessful first', () => {
    const sfn = createFakeStepFunctions();
    const failed = sfn.seed(failedExecution('map-run-threshold-exceeded'));
    const text = textIn(toHtml(failed));
    expect(text).toMatch(/Map Runs .*FAILED.*child executions Child Status Duration Redrives Error .*✗ FAILED/);
    const history = [...sfn.history(failed)];
    const [{ mapRunArn } = { mapRunArn: '' }] = sfn.listMapRuns({ executionArn: failed.executionArn }).mapRuns;
    const described = sfn.describeMapRun({ mapRunArn });
    const { executions } = sfn.listExecutions({ mapRunArn });
    const captured = textIn(toHtml(history, { mapRuns: [{ ...described, executions }] }));
    expect(captured).toMatch(/Map Runs .*✗ FAILED/);
  });

  test('may use its own style and script, and nothing else', () => {
    const { sfn, executionArn } = checkout();
    const html = toHtml(sfn.history(executionArn));
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html)!;
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'/);
    expect(policy).not.toContain('unsafe');
    expect(html).not.toMatch(/\s(style|on\w+)=|\b(src|srcset|xlink:href)=|url\(|@import/);
    expect([...html.matchAll(/href="([^"]*)"/g)].filter(([, to]) => !/^#[\w-]+$/.test(to!))).toEqual([]);
  });

  test('refuses what is no history, and a definition that is not its own', () => {
    const { sfn, executionArn } = checkout();
    const other = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };
    expect(misuse(() => toHtml({ executionArn: 'arn' }))).toBe('ARGUMENT_INVALID');
    expect(misuse(() => toHtml([]))).toBe('ARGUMENT_INVALID');
    expect(misuse(() => toHtml('{}' as never))).toBe('ARGUMENT_INVALID');
    expect(misuse(() => toHtml(sfn.history(executionArn), { definition: other }))).toBe('HISTORY_INVALID');
    expect(misuse(() => toHtml(sfn.history(executionArn), { tilte: 'x' } as never))).toBe('OPTION_UNKNOWN');
    expect(misuse(() => toHtml(sfn.history(executionArn), { mapRuns: [1] } as never))).toBe('ARGUMENT_INVALID');
  });
});

describe('a picture', () => {
  test('marks what failed, what runs again and what is kept, by more than color', () => {
    const { sfn, executionArn } = checkout();
    const svg = toSvg(sfn.history(executionArn));
    expect(svg).toContain('<title>ChargeCard: Task, failed; redrive: task is scheduled again</title>');
    expect(svg).toContain('<title>ReserveStock: Task, done</title>');
    expect(svg).toContain('<title>Notify: Task, not reached</title>');
    expect(svg).toMatch(/<desc id="text">failed: ChargeCard; runs again: Fulfil; done: ReserveStock, [^<]*<\/desc>/);
    expect(svg).toMatch(/m-failed[^]*>✗<\/text>/);
  });

  test('of the timeline sets redrives apart', () => {
    const { sfn, executionArn } = checkout();
    sfn.redriveExecution({ executionArn });
    sfn.settle({ skipTime: true });
    const svg = toSvg(sfn.history(executionArn), { view: 'timeline', title: 'Order 7' });
    expect(svg).toContain('<title id="title">Order 7</title>');
    expect(svg).toMatch(/<desc id="text">First run: FAILED after [^<]* at ChargeCard, [^<]*Redrive 1: SUCCEEDED/);
    expect(svg.match(/class="t-attempt t-redrive"/g)).toHaveLength(1);
  });

  test('as a flowchart of Mermaid', () => {
    const { sfn, executionArn, definition } = checkout();
    expect(toMermaid(definition, sfn.history(executionArn))).toMatchSnapshot();
    expect(toMermaid(definition)).not.toMatch(/classDef|✓/);
  });
});

describe('text of a history is never markup or code', () => {
  test('in a page and in pictures', () => {
    const { history, wholly, describe, definition, mapRuns } = hostileExecution();
    const html = toHtml(history, { definition, describe, mapRuns, title: hostile('title') });
    for (const text of [
      html,
      toSvg(history, { definition }),
      toSvg(history, { definition, view: 'timeline' }),
      toHtml(wholly),
    ]) {
      for (const trap of TRAPS) expect(text).not.toContain(trap);
      expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u0000\u001B]/);
    }
    expect(html).not.toMatch(/<[a-z][^>]*[\s"'](on\w+|style|src)=/i);
    const plain = toHtml(failedHistory());
    expect(tagsIn(html)).toEqual(expect.arrayContaining(['script', 'style']));
    expect(count(html, '<script')).toBe(count(plain, '<script'));
    expect(count(html, '</script')).toBe(1);
    expect(count(html, '</style')).toBe(1);
    expect(new Set(tagsIn(html))).toEqual(new Set([...tagsIn(html)].filter((tag) => ALLOWED.has(tag))));
  });

  test('and what stands for a number is not written', () => {
    const events = failedHistory().map((event) => ({
      ...event,
      id: '<script>' as never,
      previousEventId: '"><script>' as never,
    }));
    const html = toHtml(events);
    expect(count(html, '<script')).toBe(1);
  });

  test('in Mermaid', () => {
    const { history, definition } = hostileExecution();
    for (const line of toMermaid(definition, history).trim().split('\n').slice(1)) {
      expect(line).toMatch(/^ +(s\d+(r\d+)?|end|class|classDef|subgraph)\b/);
      const labels = [...line.matchAll(/"([^"]*)"/g)].map(([, label]) => label!);
      expect(labels.filter((label) => /[<>`[\]{}()|\\]/.test(label.replaceAll(/#\d+;/g, '')))).toEqual([]);
    }
  });
});

const failedHistory = () => {
  const sfn = createFakeStepFunctions();
  return sfn.history(sfn.seed(failedExecution('lambda-function-failed')));
};
const count = (text: string, part: string): number => text.split(part).length - 1;
const tagsIn = (html: string): string[] => {
  const body = html.replace(/<style>[^]*?<\/style>/, '<style>').replace(/<script>[^]*?<\/script>/, '<script>');
  return [...body.matchAll(/<([a-z!][\w-]*)/gi)].map(([, tag]) => tag!.toLowerCase());
};
const ALLOWED = new Set(
  (
    '!doctype html head meta title style script body a header p div h1 h2 h3 span dl dt dd main section figure figcaption svg desc g ' +
    'circle rect path text ul li b strong code pre form label input select option button output table thead tbody tr th td time details summary footer'
  ).split(' '),
);
