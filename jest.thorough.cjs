const config = require('./jest.config.cjs');

const slow = config.testMatch.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));

/** The tests that `npm test` leaves out because they are slow, one at a time because some of them measure. */
module.exports = { ...config, testMatch: slow, coverageThreshold: undefined, maxWorkers: 1 };
