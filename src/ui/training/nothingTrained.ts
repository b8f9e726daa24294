/** What stands in a chart of training before the first step. */
export const NOTHING_TRAINED = 'no steps trained here yet';
