#!/usr/bin/env bash
# Numbers in words for a phone line, from where one would take them: n2words 4.0.0 (71 languages) and Unicode CLDR 48 (cldr-rbnf
# 48.2.0, the same rules that ICU has). Both are wrong where a caller hears it.
# - n2words leaves out the Persian و behind thousands (1001: هزار یک, for هزار و یک), says 101,000 in Arabic as "a hundred and a thousand
#   thousands" (مائة وألف ألف), 3,000 feminine as ثلاث آلاف though a thousand is masculine, and Filipino without its 't and linkers.
# - n2words writes Chinese in the forms of cheques by default (壹拾贰 for 12).
# - CLDR's Arabic feminine is masculine from three on (3: ثلاثة, for ثلاث), and its 11 is of both genders at once (إحدى عشر).
# - CLDR's Filipino zero is "walâ" (none), and 20,000 lacks its linker ("pû libó", for "pung libo").
# Ends with 0 as long as that is so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null
npm install --no-audit --no-fund --silent n2words@4.0.0 cldr-rbnf@48.2.0
cat > seen.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { toCardinal as arabic } from 'n2words/ar-SA';
import { toCardinal as persian } from 'n2words/fa-IR';
import { toCardinal as filipino } from 'n2words/fil-PH';
import { toCardinal as chinese } from 'n2words/zh-Hans-CN';
console.log([persian(1001), arabic(101_000), arabic(3000, { gender: 'feminine' }), filipino(21), chinese(12)].join(' | '));
const rules = (language, set) => readFileSync(`node_modules/cldr-rbnf/rbnf/${language}-SpelloutRules.txt`, 'utf8').split(`%${set}:\n`)[1].split('\n');
const rule = (language, set, base) => rules(language, set).find((line) => line.startsWith(`${base}: `));
console.log([rule('ar', 'spellout-cardinal-feminine', 3), rule('ar', 'spellout-cardinal-masculine', 11)].join(' | '));
console.log([rule('fil', 'spellout-cardinal', 0), ...[20, 1000].map((base) => rule('fil', '%number-times', base))].join(' | '));
JS
node seen.mjs | tee seen
diff seen - <<'SEEN'
هزار یک | مائة وألف ألف | ثلاث آلاف | dalawampu isa | 壹拾贰
3: ثلاثة; | 11: إحدى عشر;
0: walâ; | 20: <%%number-times< pû[’t >>]; | 1000: <%%number-times< libó[’t >>];
SEEN
