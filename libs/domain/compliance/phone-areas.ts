/**
 * What the digits behind a country's code say of where somebody is: state or province, and zones. Only where they say something for
 * sure: geographic codes, and those of mobiles where a country gives them out by region. A phone that has moved away with
 * its owner is told by the list's own zone column.
 */
export interface PhoneArea {
  /** ISO 3166-1. */
  readonly country: string;
  /** ISO 3166-2, where laws differ by it; else null. */
  readonly region: string | null;
  /** IANA names; of several all count. */
  readonly zones: readonly string[];
}

/** Region or country, zones, codes behind the country's own. */
type Row = readonly [place: string, zones: string, codes: string];

const EAST = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';
const BRITISH_COLUMBIA = 'America/Vancouver America/Dawson_Creek America/Fort_Nelson America/Creston America/Edmonton';
const THE_NORTH = 'America/Iqaluit America/Rankin_Inlet America/Resolute America/Cambridge_Bay America/Inuvik America/Whitehorse America/Dawson America/Panama';

/**
 * North American Numbering Plan: area codes in service by state and province (nanpa.com, cnac.ca, late 2026), zones by 49 CFR
 * Part 71 and the provinces' own acts. Codes that straddle a border of zones have both.
 */
const NORTH_AMERICA: readonly Row[] = [
  ['US-AL', CENTRAL, '205 251 256 334 659 938'], ['US-AR', CENTRAL, '327 479 501 870'],
  ['US-AK', 'America/Anchorage America/Juneau America/Sitka America/Metlakatla America/Yakutat America/Nome America/Adak', '907'],
  ['US-AZ', 'America/Phoenix', '480 520 602 623'], ['US-AZ', `America/Phoenix ${MOUNTAIN}`, '928'], // the Navajo Nation has summer time
  ['US-CA', PACIFIC, '209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951'],
  ['US-CO', MOUNTAIN, '303 719 720 748 970 983'], ['US-CT', EAST, '203 475 860 959'], ['US-DE', EAST, '302'], ['US-DC', EAST, '202 771'],
  ['US-FL', EAST, '239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954'], ['US-FL', `${EAST} ${CENTRAL}`, '448 850'],
  ['US-GA', EAST, '229 404 470 478 678 706 762 770 912 943'], ['US-HI', 'Pacific/Honolulu', '808'], ['US-ID', `America/Boise ${PACIFIC}`, '208 986'],
  ['US-IL', CENTRAL, '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872'],
  ['US-IN', 'America/Indiana/Indianapolis', '260 317 463 765'], ['US-IN', `America/Indiana/Indianapolis ${CENTRAL}`, '219 574 812 930'],
  ['US-IA', CENTRAL, '319 515 563 641 712'], ['US-KS', CENTRAL, '316 913'], ['US-KS', `${CENTRAL} ${MOUNTAIN}`, '620 785'],
  ['US-KY', EAST, '502 859'], ['US-KY', `${EAST} ${CENTRAL}`, '270 364 606'], ['US-LA', CENTRAL, '225 318 337 457 504 985'], ['US-ME', EAST, '207'],
  ['US-MD', EAST, '227 240 301 410 443 667'], ['US-MA', EAST, '339 351 413 508 617 774 781 857 978'],
  ['US-MI', 'America/Detroit', '231 248 269 313 517 586 616 679 734 810 947 989'], ['US-MI', 'America/Detroit America/Menominee', '906'],
  ['US-MN', CENTRAL, '218 320 507 612 651 763 924 952'], ['US-MS', CENTRAL, '228 471 601 662 769'], ['US-MO', CENTRAL, '235 314 417 557 573 636 660 816 975'],
  ['US-MT', MOUNTAIN, '406'], ['US-NE', CENTRAL, '402 531'], ['US-NE', `${CENTRAL} ${MOUNTAIN}`, '308'], ['US-NV', PACIFIC, '702 725'], ['US-NV', `${PACIFIC} ${MOUNTAIN}`, '775'],
  ['US-NH', EAST, '603'], ['US-NJ', EAST, '201 551 609 640 732 848 856 862 908 973'], ['US-NM', MOUNTAIN, '505 575'],
  ['US-NY', EAST, '212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934'],
  ['US-NC', EAST, '252 336 472 704 743 828 910 919 980 984'], ['US-ND', `${CENTRAL} ${MOUNTAIN}`, '701'],
  ['US-OH', EAST, '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937'], ['US-OK', CENTRAL, '405 539 572 580 918'],
  ['US-OR', PACIFIC, '503 971'], ['US-OR', `${PACIFIC} America/Boise`, '458 541'], ['US-PA', EAST, '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878'],
  ['US-RI', EAST, '401'], ['US-SC', EAST, '803 821 839 843 854 864'], ['US-SD', `${CENTRAL} ${MOUNTAIN}`, '605'],
  ['US-TN', CENTRAL, '615 629 731 901 931'], ['US-TN', EAST, '865'], ['US-TN', `${EAST} ${CENTRAL}`, '423 729'],
  ['US-TX', CENTRAL, '210 214 254 281 325 346 361 409 430 469 512 621 682 713 726 737 806 817 830 832 903 936 940 945 956 972 979'], ['US-TX', `${CENTRAL} ${MOUNTAIN}`, '432 915'],
  ['US-UT', MOUNTAIN, '385 435 801'], ['US-VT', EAST, '802'], ['US-VA', EAST, '276 434 540 571 686 703 757 804 826 948'], ['US-WA', PACIFIC, '206 253 360 425 509 564'],
  ['US-WV', EAST, '304 681'], ['US-WI', CENTRAL, '262 274 353 414 534 608 715 920'], ['US-WY', MOUNTAIN, '307'],
  ['CA-AB', 'America/Edmonton', '368 403 587 780 825'], ['CA-BC', 'America/Vancouver', '604'], ['CA-BC', BRITISH_COLUMBIA, '236 250 257 672 778'],
  ['CA-MB', 'America/Winnipeg', '204 431 584'], ['CA-NB', 'America/Moncton', '428 506'], ['CA-NL', 'America/St_Johns America/Goose_Bay', '709 879'],
  ['CA-NS', 'America/Halifax', '782 902'], ['CA-ON', 'America/Toronto', '226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905 942'],
  ['CA-ON', 'America/Toronto America/Winnipeg America/Panama', '807'], ['CA-QC', 'America/Toronto', '263 354 438 450 468 514 579 819 873'],
  ['CA-QC', 'America/Toronto America/Halifax America/Puerto_Rico', '273 367 418 581'], ['CA-SK', 'America/Regina America/Edmonton', '306 474 639'], ['CA', THE_NORTH, '867'],
];

/** Each country's numbering plan, by its regulator (in the order of the rows: CAAC/MIIT, ACMA, Anatel, Rossvyaz, CNMC, ANACOM, NZ NAD). */
const ELSEWHERE: readonly (readonly [code: string, rows: readonly Row[]])[] = [
  // China has one clock; people of Xinjiang live two hours behind it.
  ['86', [['CN', 'Asia/Shanghai', '10 2 3 4 5 6 7 8 9 1'], ['CN', 'Asia/Shanghai Asia/Urumqi', '990 991 992 993 994 995 996 997 998 999 901 902 903 906 908 909']]],
  ['61', [
    ['AU', 'Australia/Sydney', '2'], ['AU', 'Australia/Lord_Howe', '26563'], ['AU', 'Australia/Melbourne Australia/Hobart', '3'], ['AU', 'Australia/Brisbane', '7'],
    ['AU', 'Australia/Adelaide Australia/Darwin Australia/Perth Australia/Eucla Australia/Broken_Hill', '8'],
  ]],
  ['55', [
    ['BR', 'America/Sao_Paulo', '11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 61 62 64 71 73 74 75 77 79 82 83 84 85 86 87 88 89 91 93 94 96 98 99 63'],
    ['BR', 'America/Recife America/Noronha', '81'], ['BR', 'America/Cuiaba', '65 66'], ['BR', 'America/Campo_Grande', '67'], ['BR', 'America/Rio_Branco', '68'],
    ['BR', 'America/Porto_Velho', '69'], ['BR', 'America/Manaus', '92'], ['BR', 'America/Boa_Vista', '95'], ['BR', 'America/Manaus America/Eirunepe', '97'],
  ]],
  ['7', [
    ['RU', 'Europe/Moscow', '47 481 482 483 484 485 486 487 491 492 493 494 495 496 498 499 81 82 831 833 834 835 836 841 843 844 847 855 86 871 872 873 877 878 879'],
    ['RU', 'Europe/Kaliningrad', '401'], ['RU', 'Europe/Samara', '341 842 846 848'], ['RU', 'Europe/Saratov', '845'], ['RU', 'Europe/Astrakhan', '851'],
    ['RU', 'Asia/Yekaterinburg', '342 343 345 346 347 349 351 352 353'], ['RU', 'Asia/Omsk', '381'], ['RU', 'Asia/Tomsk', '382'], ['RU', 'Asia/Novosibirsk', '383'], ['RU', 'Asia/Novokuznetsk', '384'],
    ['RU', 'Asia/Barnaul', '385 388'], ['RU', 'Asia/Krasnoyarsk', '390 391 394'], ['RU', 'Asia/Irkutsk', '301 395'], ['RU', 'Asia/Chita', '302'], ['RU', 'Asia/Yakutsk', '416'],
    ['RU', 'Asia/Yakutsk Asia/Khandyga Asia/Vladivostok Asia/Ust-Nera Asia/Srednekolymsk', '411'], ['RU', 'Asia/Magadan', '413'], ['RU', 'Asia/Kamchatka', '415'],
    ['RU', 'Asia/Vladivostok', '421 423 426'], ['RU', 'Asia/Sakhalin Asia/Srednekolymsk', '424'], ['RU', 'Asia/Anadyr', '427'],
  ]],
  ['34', [['ES', 'Atlantic/Canary', '822 828 922 928'], ['ES', 'Europe/Madrid', '81 83 84 85 86 87 88 820 821 823 824 825 826 827 91 93 94 95 96 97 98 920 921 923 924 925 926 927']]],
  ['351', [['PT', 'Europe/Lisbon', '21 22 23 24 25 26 27 28'], ['PT', 'Atlantic/Madeira', '291'], ['PT', 'Atlantic/Azores', '292 295 296']]],
  ['64', [['NZ', 'Pacific/Auckland', '3 4 6 7 9'], ['NZ', 'Pacific/Chatham', '3305']]],
];

const AREAS = new Map<string, PhoneArea>();
let longest = 0;
for (const [code, rows] of [['1', NORTH_AMERICA] as const, ...ELSEWHERE]) {
  for (const [place, zones, codes] of rows) {
    const area: PhoneArea = { country: place.slice(0, 2), region: place.length > 2 ? place : null, zones: zones.split(' ') };
    for (const own of codes.split(' ')) {
      AREAS.set(`+${code}${own}`, area);
      longest = Math.max(longest, code.length + own.length + 1);
    }
  }
}

/** The area by its longest prefix, and that prefix; null where the number does not say. */
export function areaOfPhone(e164: string): (PhoneArea & { readonly prefix: string }) | null {
  for (let length = Math.min(longest, e164.length); length > 1; length--) {
    const prefix = e164.slice(0, length);
    const area = AREAS.get(prefix);
    if (area !== undefined) return { ...area, prefix };
  }
  return null;
}
