import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: process.env.OPENAPI ?? '../../docs/openapi.json',
  output: { path: 'src/shared/api/generated', postProcess: ['prettier'] },
  plugins: [
    { name: '@hey-api/client-fetch', runtimeConfigPath: '../client-config', throwOnError: false },
    { name: '@hey-api/typescript', enums: false },
    '@hey-api/sdk',
    'zod',
    { name: '@tanstack/react-query', queryOptions: true, infiniteQueryOptions: true, mutationOptions: true },
  ],
});
