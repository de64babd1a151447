/** Bounds of a share, both from 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Quantile of the normal distribution for 95 %, two-sided. */
const z = 1.959964;

/**
 * The 95 % interval of a share by Wilson's score method (E. B. Wilson, 1927), which stays within 0 and 1 and holds for the
 * few questions that a group may have. Of no questions at all, anything is possible.
 */
export function wilsonInterval(right: number, total: number): Interval {
  if (total === 0) return { low: 0, high: 1 };
  const share = right / total;
  const square = z * z;
  const center = share + square / (2 * total);
  const half = z * Math.sqrt((share * (1 - share)) / total + square / (4 * total * total));
  const scale = 1 + square / total;
  // At none and at all, the bound is exact; rounding would leave a trace.
  return {
    low: right === 0 ? 0 : (center - half) / scale,
    high: right === total ? 1 : (center + half) / scale,
  };
}
