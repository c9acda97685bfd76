const rooms = require('./rooms.cjs');

const npm = ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown'];
// tests, and the scripts that generate tables: neither is part of the library
const ownFiles = '\\.test\\.ts$|/generate/';

const rulesOf = ([room, { rooms: allowed, npm: packages = [], node = false }]) => [
  {
    name: `${room}-imports-only-its-rooms`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: ownFiles },
    to: { path: '^src/', pathNot: [`^src/${room}/`, ...allowed.map((name) => `^src/${name}/`)] },
  },
  {
    name: `${room}-npm`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: ownFiles },
    to: {
      dependencyTypes: npm,
      ...(packages.length > 0 ? { pathNot: packages.map((name) => `node_modules/${name}/`) } : {}),
    },
  },
  ...(node
    ? []
    : [
        {
          name: `${room}-no-node-builtins`,
          severity: 'error',
          from: { path: `^src/${room}/`, pathNot: ownFiles },
          to: { dependencyTypes: ['core'] },
        },
      ]),
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '\\.(d|test)\\.ts$' }, to: {} },
    {
      name: 'rooms-are-in-the-table',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(rooms).join('|')})/` },
      to: {},
    },
    {
      name: 'rooms-are-entered-by-their-index',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: ownFiles },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '/index\\.ts$', '^src/core/'] },
    },
    ...Object.entries(rooms).flatMap(rulesOf),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
