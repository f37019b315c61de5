/** What is no execution, shown with the pictures of one: coverage, and the findings of a search. */
import { createFakeStepFunctions, failsUntilRedriven } from '../../src';
import { exploreRedrives } from '../../src/explore';
import { toHtml, toSvg } from '../../src/report';

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const definition = {
  StartAt: 'Reserve',
  States: {
    Reserve: { ...task, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Charge', States: { Charge: { ...task, End: true } } },
        { StartAt: 'Mail', States: { Mail: { ...task, End: true } } },
      ],
      Catch: [{ ErrorEquals: ['Never.Seen'], Next: '<i>Apologize' }],
      End: true,
    },
    '<i>Apologize': { Type: 'Pass', End: true },
  },
};

/** The words beside the drawn states, as `name: what is said of it`. */
const titlesIn = (text: string): string[] =>
  [...text.matchAll(/<g class="g-node[^>]*><title>([^<]*)<\/title>/g)].map(([, title]) => title!);

describe('coverage', () => {
  function covered() {
    const sfn = createFakeStepFunctions();
    const machine = sfn.createStateMachine({
      name: 'checkout',
      definition,
      tasks: { Charge: failsUntilRedriven('Card.Declined') },
    });
    const { executionArn } = sfn.startExecution({ ...machine });
    sfn.settle();
    sfn.redriveExecution({ executionArn });
    sfn.settle();
    return { sfn, machine };
  }

  test('says of each state how often it was reached, and from where a redrive has gone on', () => {
    const { sfn, machine } = covered();
    expect(titlesIn(toSvg(sfn.coverage(machine)))).toEqual([
      'Reserve: Task, reached 1 time',
      expect.stringMatching(/^Both: Parallel, reached 1 time/),
      expect.stringMatching(/^Charge: Task, reached 1 time, redriven from here 1 time$/),
      expect.stringMatching(/^Mail: Task, reached 1 time/),
      '&lt;i&gt;Apologize: Pass, not reached',
    ]);
  });

  test('marks the ways that were taken', () => {
    const { sfn, machine } = covered();
    expect(toSvg(sfn.coverage(machine)).match(/g-way g-taken/g)).toHaveLength(1);
  });

  test('is a page with each machine, its picture and what is missing by name', () => {
    const { sfn } = covered();
    sfn.createStateMachine({ name: 'unused', definition });
    const html = toHtml(sfn.coverage());
    expect(html).toContain('>checkout</h2>');
    expect(html).toContain('>unused</h2>');
    expect(html).toMatch(/<td>states<td>4 of 5<td>&lt;i&gt;Apologize/);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('says that nothing has run', () => {
    expect(toHtml(createFakeStepFunctions().coverage())).toContain('Nothing has run a state machine.');
  });

  test('of several machines is no picture, and has no options of executions', () => {
    const { sfn } = covered();
    sfn.createStateMachine({ name: 'unused', definition });
    expect(() => toSvg(sfn.coverage())).toThrow('toSvg() draws the coverage of one state machine.');
    expect(() => toHtml(sfn.coverage(), { definition })).toThrow(
      'toHtml() has the option definition for executions only.',
    );
    expect(() => toSvg(sfn.coverage(sfn.createStateMachine({ name: 'm', definition })), { view: 'timeline' })).toThrow(
      'toSvg() has the option view for executions only.',
    );
  });
});

describe('the findings of a search', () => {
  test('are shown one by one, each with its course, its cure and the pictures of its history', () => {
    const report = exploreRedrives({ definition, faults: 1 });
    const html = toHtml(report);
    for (const { headline, course, cure } of report.findings) {
      for (const text of [headline, course, cure]) {
        expect(html).toContain(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
      }
    }
    expect(report.findings.length).toBeGreaterThan(0);
    expect(html.match(/<figure class="graph">/g)).toHaveLength(report.findings.length);
    expect(html.match(/<figure class="timeline">/g)).toHaveLength(report.findings.length);
    expect(titlesIn(html)).toContainEqual(expect.stringMatching(/^&lt;i&gt;Apologize: Pass, not reached$/));
  });

  test('say so if there are none', () => {
    const harmless = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1, End: true } } };
    expect(toHtml(exploreRedrives({ definition: harmless }))).toContain('<h1>A redrive does no harm</h1>');
  });
});
