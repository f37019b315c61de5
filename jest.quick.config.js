const { projects, ...options } = require('./jest.config');

// What packs the package or starts a runner of its own: `npm test` has it.
const slow = ['/test/package/', '/test/setup/(jest|runners|snapshots)\\.test', '/test/documentation/demo\\.test'];

/** @type {import('jest').Config} */
module.exports = {
  ...options,
  projects: projects.map((project) => ({
    ...project,
    rootDir: __dirname,
    testPathIgnorePatterns: ['/node_modules/', ...slow],
  })),
};
