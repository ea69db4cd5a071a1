#!/usr/bin/env bash
# libphonenumber-js 1.13.16: the CommonJS build of `libphonenumber-js/max` has no `Metadata`, though its types and its
# ES module have. TypeScript that is compiled to CommonJS type-checks and fails when it runs ("Metadata is not a
# constructor"); `libphonenumber-js/core` with the metadata handed in works in both.
# Seen: "max, CommonJS: undefined", "max, ES module: function", "core, CommonJS: function", "00 00(?:30|5[09]|[126-9]?)".
# Ends with 0 as long as that is so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null
npm install --no-audit --no-fund --silent libphonenumber-js@1.13.16
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
console.log(`max, CommonJS: ${typeof require('libphonenumber-js/max').Metadata}`);
console.log(`max, ES module: ${typeof (await import('libphonenumber-js/max')).Metadata}`);
const { Metadata } = require('libphonenumber-js/core');
console.log(`core, CommonJS: ${typeof Metadata}`);
const metadata = new Metadata(require('libphonenumber-js/metadata.max.json'));
const waysAbroad = ['IR', 'HK'].map((country) => { metadata.selectNumberingPlan(country); return metadata.numberingPlan.IDDPrefix(); });
console.log(waysAbroad.join(' '));
JS
node seen.mjs | tee seen
diff seen - <<'SEEN'
max, CommonJS: undefined
max, ES module: function
core, CommonJS: function
00 00(?:30|5[09]|[126-9]?)
SEEN
