import { createHash } from 'node:crypto';
import { FORM_SCRIPT } from './form-script';

const STYLE = `
:root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 40rem; padding: 2rem 1rem; }
h1, legend { font-size: 1.3rem; font-weight: 600; padding: 0; outline: none; }
fieldset { border: 0; margin: 0; padding: 0; }
button, input, select, textarea { font: inherit; margin-block: .4rem; padding: .5rem .9rem; min-height: 2.8rem; box-sizing: border-box; }
textarea { width: 100%; }
input[type=checkbox] { min-height: 0; margin-inline-end: .6rem; }
button { cursor: pointer; } .main, [aria-pressed=true] { font-weight: 700; border-width: 3px; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; } .column { display: grid; gap: .5rem; } .column button { text-align: start; } .foot { margin-top: 2rem; }
[role=status] { min-height: 1.5em; font-weight: 600; }
`;

/** One file: nothing of it comes from anywhere else. */
export const FORM_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Form</title><style>${STYLE}</style></head>
<body><main></main><p role="status" aria-live="polite"></p><noscript>This form needs JavaScript.</noscript><script>${FORM_SCRIPT}</script></body>
</html>
`;

/** Its own script and style, by what is in them, its own API, and nothing else. */
export const FORM_PAGE_POLICY = [
  "default-src 'none'", `script-src '${hashOf(FORM_SCRIPT)}'`, `style-src '${hashOf(STYLE)}'`, "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
