/** Below the pages and the database: what somebody waits for goes first. */
export const NICENESS = 10;
