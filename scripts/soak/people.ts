import type { Population } from '@paceline/simulator';

/** People who ring and talk for seconds; every kind of outcome happens. */
export function population(seed: number): Population {
  return {
    seed,
    outcomes: { answer: 36, busy: 22, declined: 14, noAnswer: 5, switchedOff: 1, invalid: 8, machine: 2, hangsUpAtOnce: 5, congestion: 2 },
    ring: { kind: 'uniform', minMs: 300, maxMs: 2_500 },
    talk: { kind: 'lognormal', medianMs: 2_500, sigma: 0.6, maxMs: 15_000 },
    patience: { kind: 'uniform', minMs: 1_000, maxMs: 6_000 },
  };
}

/** 555-0100 to 555-0199 are set aside for fiction, so nobody can be behind these numbers. */
const AREA_CODES = [
  '201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253 254 256 260 262 267 269 270 276',
  '281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 325 330 331 334 336 337 339 347 351 352 360 361 385 386 401 402',
  '404 405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 430 432 434 435 440 443 458 469 470 475 478 479 480 484 501 502 503 504 505 507 508',
  '509 510 512 513 515 516 517 518 520 530 540 541 551 559 561 562 563 567 570 571 573 574 575 580 585 586 601 602 603 605 606 607 608 609 610 612 614',
  '615 616 617 618 619 620 623 626 630 631 636 641 646 650 651 660 661 662',
].flatMap((codes) => codes.split(' '));
const NUMBERS_AN_AREA = 100;

/** The share-th of so many lists without a common number. */
export function listOf(share: number, shares: number): string {
  const lines = ['Name,Phone'];
  for (const [index, area] of AREA_CODES.entries()) {
    if (index % shares !== share) continue;
    for (let line = 0; line < NUMBERS_AN_AREA; line++) lines.push(`Person ${area} ${line},+1${area}55501${String(line).padStart(2, '0')}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Whatever came of a call, the person is called again soon, as often as anybody may be called in a day: with so many people no list runs dry. */
const again = { maxAttempts: 50, waitSec: 10 };
export const RETRY_RULES = {
  maxAttempts: 50,
  byOutcome: Object.fromEntries(['busy', 'no-answer', 'switched-off', 'rejected', 'invalid-number', 'congestion', 'failed', 'cancelled', 'lost', 'abandoned', 'hung-up-waiting', 'handoff-failed'].map((outcome) => [outcome, again])),
  byDisposition: { 'call-again': again },
};
