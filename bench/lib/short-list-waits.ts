/**
 * Mean waits, in seconds, of the pacer that neither knew of a list's end nor told calls that fail at once from the others: on the
 * first campaigns of each cell, from 6 of the longest lists to 60.
 */
export const WAITED_BEFORE_SEC: Readonly<Record<string, number>> = {
  '3/0.25/50 reference': 66.96, '3/0.25/100 reference': 67.55, '3/0.25/300 reference': 60.04, '3/0.25/1000 reference': 59.6,
  '3/0.42/50 reference': 42.06, '3/0.42/100 reference': 41.91, '3/0.42/300 reference': 39.8, '3/0.42/1000 reference': 38.8,
  '3/0.60/50 reference': 28.98, '3/0.60/100 reference': 27.95, '3/0.60/300 reference': 28.09, '3/0.60/1000 reference': 27.38,
  '8/0.25/50 reference': 53.05, '8/0.25/100 reference': 52.35, '8/0.25/300 reference': 44.2, '8/0.25/1000 reference': 40.11,
  '8/0.42/50 reference': 33.56, '8/0.42/100 reference': 33.67, '8/0.42/300 reference': 29.95, '8/0.42/1000 reference': 30.27,
  '8/0.60/50 reference': 23.75, '8/0.60/100 reference': 24.67, '8/0.60/300 reference': 24.46, '8/0.60/1000 reference': 23.79,
  '20/0.25/50 reference': 25.02, '20/0.25/100 reference': 43.51, '20/0.25/300 reference': 30.6, '20/0.25/1000 reference': 25.89,
  '20/0.42/50 reference': 26, '20/0.42/100 reference': 27.17, '20/0.42/300 reference': 23.24, '20/0.42/1000 reference': 21,
  '20/0.60/50 reference': 19.12, '20/0.60/100 reference': 19.14, '20/0.60/300 reference': 18.92, '20/0.60/1000 reference': 17.7,
  '50/0.25/50 reference': 14.22, '50/0.25/100 reference': 19.16, '50/0.25/300 reference': 27.6, '50/0.25/1000 reference': 17.08,
  '50/0.42/50 reference': 14.24, '50/0.42/100 reference': 20.69, '50/0.42/300 reference': 17.44, '50/0.42/1000 reference': 13.16,
  '50/0.60/50 reference': 14.22, '50/0.60/100 reference': 16.65, '50/0.60/300 reference': 12.89, '50/0.60/1000 reference': 11.21,
  '3/0.25/50 quick': 22.03, '3/0.25/100 quick': 24.17, '3/0.25/300 quick': 20.62, '3/0.25/1000 quick': 17.1,
  '3/0.42/50 quick': 13.83, '3/0.42/100 quick': 14.54, '3/0.42/300 quick': 13, '3/0.42/1000 quick': 10.68,
  '3/0.60/50 quick': 9.01, '3/0.60/100 quick': 8.81, '3/0.60/300 quick': 9.02, '3/0.60/1000 quick': 7.65,
  '8/0.25/50 quick': 15.56, '8/0.25/100 quick': 18.33, '8/0.25/300 quick': 17.42, '8/0.25/1000 quick': 15.82,
  '8/0.42/50 quick': 10.59, '8/0.42/100 quick': 12.18, '8/0.42/300 quick': 12.19, '8/0.42/1000 quick': 10.31,
  '8/0.60/50 quick': 7.66, '8/0.60/100 quick': 8.71, '8/0.60/300 quick': 8.62, '8/0.60/1000 quick': 7.51,
  '20/0.25/50 quick': 4.92, '20/0.25/100 quick': 12.17, '20/0.25/300 quick': 12.57, '20/0.25/1000 quick': 11.83,
  '20/0.42/50 quick': 5.61, '20/0.42/100 quick': 8.84, '20/0.42/300 quick': 9.92, '20/0.42/1000 quick': 9.13,
  '20/0.60/50 quick': 5.02, '20/0.60/100 quick': 7.36, '20/0.60/300 quick': 8.31, '20/0.60/1000 quick': 7.37,
  '50/0.25/50 quick': 4.49, '50/0.25/100 quick': 4.56, '50/0.25/300 quick': 5.15, '50/0.25/1000 quick': 18.4,
  '50/0.42/50 quick': 4.5, '50/0.42/100 quick': 4.64, '50/0.42/300 quick': 7.92, '50/0.42/1000 quick': 9.39,
  '50/0.60/50 quick': 4.52, '50/0.60/100 quick': 4.23, '50/0.60/300 quick': 7.48, '50/0.60/1000 quick': 7.67,
};
