#!/usr/bin/env bash
# espeak-ng 1.51 (Debian 12): Arabic that is fully vowelled and in Unicode's canonical order is read without the vowel of every
# doubled letter. Canonical order, which NFC and NFD both have, puts a vowel (combining class 27 to 32) before the sign of
# doubling (33); espeak-ng wants the sign first, so that normalising a text for safety is what breaks it: مُدَّةُ is "muddatu", and read
# "muddtu". And an alif that is silent is read as a long vowel: اِضْغَطُوا ("press") ends in -uwaa, not in -uu.
# Seen, in espeak-ng's signs: canonical order, doubling first; with the silent alif, without it. Ends with 0 as long as that is so.
set -euo pipefail
command -v espeak-ng > /dev/null || { echo 'needs Debian'\''s espeak-ng'; exit 2; }
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
canonical=$(printf '\u0645\u064f\u062f\u064e\u0651\u0629\u064f')
doubling_first=$(printf '\u0645\u064f\u062f\u0651\u064e\u0629\u064f')
node -e 'const [canonical, other] = process.argv.slice(1); process.exit(other !== canonical && other.normalize("NFC") === canonical ? 0 : 1)' "$canonical" "$doubling_first"
for text in "$canonical" "$doubling_first" 'اِضْغَطُوا' 'اِضْغَطُو'; do espeak-ng -v ar -q -x "$text" | tr -d ' '; done | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
m'ud:tu
m'ud:at,u
?idHQ'at[u.:,a:
?'idHQat[,u.:
SEEN
