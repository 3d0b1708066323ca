/** Time as an argument, so that expiry can be tested. Milliseconds since the epoch. */
export type Clock = () => number;
