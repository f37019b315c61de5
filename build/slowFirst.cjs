// Jest's sequencer: what takes longest begins first, so that no worker waits for it at the end. Jest itself knows only by the size of a
// file, or from a run before.
const { default: Sequencer } = require('@jest/test-sequencer');

const SLOW = require('./slowTests.json').map((pattern) => new RegExp(pattern));

const rankOf = ({ path }) => {
  const rank = SLOW.findIndex((pattern) => pattern.test(path));
  return rank < 0 ? SLOW.length : rank;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
};
