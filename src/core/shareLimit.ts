/** Counts of 1 to so many are hidden in a copy to share: as usual the DfE's 1 to 5, in tables of children in need. */
export const SHARE_LIMIT = { usual: 5, least: 3, most: 20 } as const;

/** Whether counts of 1 to `limit` can be hidden. */
export const isShareLimit = (limit: number): boolean =>
  Number.isInteger(limit) && limit >= SHARE_LIMIT.least && limit <= SHARE_LIMIT.most;
