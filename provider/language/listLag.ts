/** How long the list may lag behind a job that had an effect; how soon it shows is undocumented. */
export const listLagInMs = 60_000;
