import { inspect } from 'node:util';
import { TestkitError } from 'redrive-testkit';

test('its parts are there, and printed once', () => {
  const error = new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'It went wrong.',
    found: 'It got 5.',
    hint: 'Do it.',
  });
  expect(error).toMatchObject({ what: 'It went wrong.', found: 'It got 5.', hint: 'Do it.' });
  for (const part of ['It went wrong.', 'It got 5.', 'Do it.']) expect(inspect(error).split(part)).toHaveLength(2);
  expect(inspect(error)).toContain("code: 'ARGUMENT_INVALID'");
});
