import boundaries from 'eslint-plugin-boundaries';
import coreWebVitals from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';

const config = [
  {
    ignores: [
      '.next/**',
      'node_modules/**',
      'src/shared/api/generated/**',
      'next-env.d.ts',
      'test-results/**',
      'playwright-report/**',
    ],
  },
  ...coreWebVitals,
  ...typescript,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/include': ['src/**/*'],
      'boundaries/elements': [
        { type: 'app', pattern: 'src/app' },
        { type: 'feature', pattern: 'src/features/*', capture: ['slice'] },
        { type: 'shared', pattern: 'src/shared' },
        { type: 'proxy', pattern: 'src/proxy.ts', mode: 'file' },
      ],
      'import/resolver': { typescript: { alwaysTryTypes: true } },
    },
    rules: {
      // app composes slices, slices use shared, shared stands alone.
      'boundaries/element-types': [
        'error',
        {
          default: 'disallow',
          rules: [
            { from: 'app', allow: ['app', 'feature', 'shared'] },
            { from: 'proxy', allow: ['shared'] },
            { from: 'feature', allow: ['shared', 'feature'] },
            { from: 'shared', allow: ['shared'] },
          ],
        },
      ],
      // A slice shows only its index.ts (and, for server-only parts, server.ts) to the others.
      'boundaries/entry-point': [
        'error',
        {
          default: 'disallow',
          rules: [
            { target: 'feature', allow: ['index.ts', 'server.ts'] },
            { target: ['shared', 'app', 'proxy'], allow: '**' },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Catalogue pictures are SVG of known size served by the API: next/image would add nothing.
      '@next/next/no-img-element': 'off',
    },
  },
];

export default config;
