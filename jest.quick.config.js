const { projects, ...options } = require('./jest.config');
const SLOW = require('./build/slowTests.json');

/** @type {import('jest').Config} */
module.exports = {
  ...options,
  projects: projects.map((project) => ({
    ...project,
    rootDir: __dirname,
    testPathIgnorePatterns: ['/node_modules/', ...SLOW],
  })),
};
