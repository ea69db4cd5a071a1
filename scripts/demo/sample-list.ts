const FIRST_NAMES = ['Alma', 'Bruno', 'Chen', 'Dalia', 'Emre', 'Farah', 'Goran', 'Hana', 'Ines', 'Jun', 'سارا', 'رضا', 'مریم', 'علی', '小明', '丽华', 'Luz', 'Noor', 'Omar', 'Priya'];
const LAST_NAMES = ['Álvarez', 'Berg', 'Castro', 'احمدی', 'کریمی', 'Dela Cruz', 'Eriksen', 'حسن', '王', 'Ito', "O'Brien", 'Kaya', 'Lang', 'Moreau', 'Santos'];
/** Area codes; 555-0100 to 555-0199 are set aside for fiction, so nobody can be behind these numbers. */
const AREA_CODES = ['212', '312', '415', '617', '702'];
const NUMBERS_AN_AREA = 100;

/** A CSV as a person would upload it: names in several scripts, one city column, numbers with spaces and dashes. */
export function sampleList(contacts: number): string {
  const lines = ['Name,Phone,City'];
  for (let index = 0; index < contacts; index++) {
    const name = `${pick(FIRST_NAMES, index * 7)} ${pick(LAST_NAMES, index * 3 + Math.floor(index / 15))}`;
    lines.push(`${name},${numberOf(index)},"City ${index % 9}"`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Area codes that end in 5: with an exchange of 550, the last eight digits begin with 5550. */
export const TEST_AREA_CODES = [
  '205', '215', '225', '305', '315', '325', '385', '405', '415', '425', '435', '475', '505', '515', '575', '585', '605', '615', '715', '765', '775', '785',
  '805', '815', '845', '865', '915', '925', '985',
];
/** Ring 2 to 5 seconds, talk 2, 3 or 4. */
const TALKERS = ['203', '302', '404', '502', '204', '303'];

/**
 * For a real switch whose gateway leads to the public network of the conformance suite (test/switch/README.md): the
 * last eight digits say what the callee does. Half of them answer and talk.
 */
export function sampleListForTestNetwork(contacts: number): string {
  const lines = ['Name,Phone,City'];
  for (let index = 0; index < contacts; index++) lines.push(`${pick(FIRST_NAMES, index * 7)} ${index + 1},${testNumberOf(index)},City`);
  return `${lines.join('\r\n')}\r\n`;
}

function testNumberOf(index: number): string {
  const kind = index % 10;
  if (kind < 5) {
    const talker = Math.floor(index / 10) * 5 + kind;
    return `+1${pick(TEST_AREA_CODES, Math.floor(talker / TALKERS.length))}5501${pick(TALKERS, talker)}`;
  }
  // Phones that are off: 480 at once, with and without a Reason of the network.
  if (kind === 8 && index % 20 > 10) return `+1${pick(TEST_AREA_CODES, Math.floor(index / 40))}555480${index % 40 > 20 ? '3' : '0'}`;
  // Busy twice in ten, invalid and declining once, silent once in twenty; their last three digits are free.
  const behaviour = kind < 7 ? '2' : kind === 7 ? '4' : kind === 8 ? '3' : '0';
  return `+1415550${behaviour}${String(index).padStart(3, '0')}`;
}

function numberOf(index: number): string {
  const area = pick(AREA_CODES, Math.floor(index / NUMBERS_AN_AREA));
  const line = `01${String(index % NUMBERS_AN_AREA).padStart(2, '0')}`;
  return index % 3 === 0 ? `+1 ${area} 555 ${line}` : index % 3 === 1 ? `(${area}) 555-${line}` : `1-${area}-555-${line}`;
}

function pick(from: readonly string[], index: number): string {
  return from[index % from.length] ?? '';
}
