// Fonts are served from our own origin under stable names, so pages can preload exactly the files their
// language needs (a CSS import would hide the addresses behind hashes).
import { cpSync, mkdirSync } from 'node:fs';

const files = {
  'fraunces.woff2': '@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2',
  'fraunces-italic.woff2': '@fontsource-variable/fraunces/files/fraunces-latin-opsz-italic.woff2',
  'figtree.woff2': '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2',
  'el-messiri.woff2': '@fontsource-variable/el-messiri/files/el-messiri-arabic-wght-normal.woff2',
  'plex-arabic-400.woff2':
    '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2',
  'plex-arabic-600.woff2':
    '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2',
};

mkdirSync('public/fonts', { recursive: true });
for (const [name, source] of Object.entries(files)) cpSync(`node_modules/${source}`, `public/fonts/${name}`);
