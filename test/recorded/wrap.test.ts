import { hasRecordings, loadRecordings, recordingsFolders } from './recordings';
import { replayHistory } from './replayHistory';
import { wrapped } from './wrap';

const folders = recordingsFolders().filter(hasRecordings);
const describeRecorded = folders.length > 0 ? describe : describe.skip;

/** They show the whole context object, which knows of the item inside of a Map. */
const SHOW_THE_CONTEXT = /^(outputdecl\.output\.base_cases_BASE_EXPR|.*\.lambda_invoke_with_retry_extended_input)$/;

describeRecorded('what was recorded at the top of a workflow (skipped where AWS_RECORDED has no recordings)', () => {
  it.each(['Parallel', 'Map'] as const)('goes the same way inside of a %s', (type) => {
    const given = folders
      .flatMap((folder) => loadRecordings(folder).recordings)
      .filter(({ history, facts }) => !history.idsNormalised && facts?.tier !== 'C' && facts?.complete)
      .filter(({ id }) => type === 'Parallel' || !SHOW_THE_CONTEXT.test(id))
      .flatMap((recording) => wrapped(recording, type) ?? []);
    const different = given.filter((recording) => !replayHistory(recording).equal).map(({ id }) => id);
    expect(different).toEqual([]);
    expect(given.length).toBeGreaterThan(450);
  });
});
