process.env.TZ ??= 'Europe/London';

const esm = [
  'flatbush',
  'flatqueue',
  '@turf',
  'd3-',
  'simple-statistics',
  'idb',
  'read-excel-file',
  'fast-check',
  'pure-rand',
];

/**
 * Slow ones, which `npm run thorough` and .ci/run run: faults at every request, trouble at every moment, the tests' own
 * Excel, commands as processes, real workbooks read in full; and those that measure the processor's time, which must
 * have a core to themselves.
 */
const thorough = [
  'excel/excelWorkbookFaults',
  'excel/excelWorkbookRefresh',
  'excel/share',
  'excel/paneLogger',
  'excel/excelPack',
  'share/cli',
  'worker/shareCopy',
  'journey/cli',
  'workbook/realWorkbooks',
  'excel/trust',
  'excel/host',
  'excel/hostFiles',
  'excel/journeyLarge',
  'census/bigReturnInBrowser',
  'evidence/sample',
  'sample/sampleAuthority',
  'laws/turf',
  'evidence/speed',
  'census/bigReturn',
].map((name) => `**/tests/${name}.test.ts`);

/** Unit, law, journey and browser tests; .ci/run runs them once more in another time zone. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.{ts,tsx}', ...thorough.map((path) => `!${path}`)],
  transform: {
    '\\.[mc]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')}))`],
  collectCoverageFrom: ['src/core/**/*.ts'],
  coverageThreshold: { './src/core/': { lines: 95 } },
  testTimeout: 60000,
  maxWorkers: 2,
};
