import { replayErrors, type ErrorReplay } from './recordedErrors';
import { hasRecordings, recordingsFolders } from './recordings';

const folders = recordingsFolders().filter(hasRecordings);
const describeRecorded = folders.length > 0 ? describe : describe.skip;

describeRecorded('refusals recorded on AWS (skipped where AWS_RECORDED has no recordings)', () => {
  let replays: ErrorReplay[];

  beforeAll(async () => {
    replays = (await Promise.all(folders.map(replayErrors))).flat();
  });

  it('are given by the fake, with the same code, text, status and members', () => {
    const wrong = replays.filter(({ skipped, equal }) => skipped === undefined && !equal);
    expect(wrong).toEqual([]);
    expect(replays.filter(({ equal }) => equal).length).toBeGreaterThanOrEqual(163);
  });

  it('are passed over for one of few reasons', () => {
    const known = new Set([
      'log groups are not modeled',
      'refused by the client: nothing was sent',
      'the call is not recorded',
    ]);
    const reasons = new Set(replays.flatMap(({ skipped }) => skipped ?? []));
    const others = [...reasons].filter((reason) => !known.has(reason));
    expect(others.filter((reason) => !/^TestState with .* is not modeled by this fake\.$/.test(reason))).toEqual([]);
  });
});
