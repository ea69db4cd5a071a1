/**
 * Mean waits, in seconds, of the pacer that neither knew of a list's end nor told calls that fail at once from the others: of the
 * same campaigns, seeds 1 on.
 */
export const WAITED_BEFORE_SEC: Readonly<Record<string, number>> = {
  '3/0.25/50 reference': 69.31, '3/0.25/100 reference': 67.25, '3/0.25/300 reference': 62.57, '3/0.25/1000 reference': 61.05,
  '3/0.42/50 reference': 41.8, '3/0.42/100 reference': 42.17, '3/0.42/300 reference': 40.06, '3/0.42/1000 reference': 39.12,
  '3/0.60/50 reference': 28.92, '3/0.60/100 reference': 29.15, '3/0.60/300 reference': 28.14, '3/0.60/1000 reference': 27.6,
  '8/0.25/50 reference': 54.18, '8/0.25/100 reference': 51.7, '8/0.25/300 reference': 44.32, '8/0.25/1000 reference': 42.74,
  '8/0.42/50 reference': 33.57, '8/0.42/100 reference': 33.73, '8/0.42/300 reference': 31.94, '8/0.42/1000 reference': 30.69,
  '8/0.60/50 reference': 24.05, '8/0.60/100 reference': 24.6, '8/0.60/300 reference': 24.96, '8/0.60/1000 reference': 23.73,
  '20/0.25/50 reference': 24.83, '20/0.25/100 reference': 43.96, '20/0.25/300 reference': 30.89, '20/0.25/1000 reference': 26.26,
  '20/0.42/50 reference': 26.36, '20/0.42/100 reference': 26.9, '20/0.42/300 reference': 23.66, '20/0.42/1000 reference': 21.52,
  '20/0.60/50 reference': 19.12, '20/0.60/100 reference': 19.09, '20/0.60/300 reference': 18.94, '20/0.60/1000 reference': 17.8,
  '50/0.25/50 reference': 14.1, '50/0.25/100 reference': 19.23, '50/0.25/300 reference': 27.43, '50/0.25/1000 reference': 17.05,
  '50/0.42/50 reference': 14.18, '50/0.42/100 reference': 20.75, '50/0.42/300 reference': 17.27, '50/0.42/1000 reference': 13.3,
  '50/0.60/50 reference': 14.16, '50/0.60/100 reference': 16.57, '50/0.60/300 reference': 12.87, '50/0.60/1000 reference': 11.2,
  '3/0.25/50 quick': 23.24, '3/0.25/100 quick': 24.31, '3/0.25/300 quick': 21.52, '3/0.25/1000 quick': 17.27,
  '3/0.42/50 quick': 13.86, '3/0.42/100 quick': 14.5, '3/0.42/300 quick': 12.62, '3/0.42/1000 quick': 10.58,
  '3/0.60/50 quick': 9.13, '3/0.60/100 quick': 9.39, '3/0.60/300 quick': 8.81, '3/0.60/1000 quick': 7.57,
  '8/0.25/50 quick': 16.1, '8/0.25/100 quick': 17.95, '8/0.25/300 quick': 17.63, '8/0.25/1000 quick': 15.49,
  '8/0.42/50 quick': 10.5, '8/0.42/100 quick': 12.07, '8/0.42/300 quick': 11.88, '8/0.42/1000 quick': 10.02,
  '8/0.60/50 quick': 7.8, '8/0.60/100 quick': 8.75, '8/0.60/300 quick': 8.76, '8/0.60/1000 quick': 7.47,
  '20/0.25/50 quick': 4.92, '20/0.25/100 quick': 12.29, '20/0.25/300 quick': 13.04, '20/0.25/1000 quick': 12.5,
  '20/0.42/50 quick': 5.47, '20/0.42/100 quick': 8.48, '20/0.42/300 quick': 9.9, '20/0.42/1000 quick': 9.06,
  '20/0.60/50 quick': 4.96, '20/0.60/100 quick': 7.18, '20/0.60/300 quick': 8.28, '20/0.60/1000 quick': 7.36,
  '50/0.25/50 quick': 4.51, '50/0.25/100 quick': 4.62, '50/0.25/300 quick': 4.83, '50/0.25/1000 quick': 18.95,
  '50/0.42/50 quick': 4.5, '50/0.42/100 quick': 4.62, '50/0.42/300 quick': 8.21, '50/0.42/1000 quick': 10.67,
  '50/0.60/50 quick': 4.51, '50/0.60/100 quick': 4.19, '50/0.60/300 quick': 7.54, '50/0.60/1000 quick': 7.68,
};
