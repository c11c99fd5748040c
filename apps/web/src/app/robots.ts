import type { MetadataRoute } from 'next';
import { siteOrigin } from '@/shared/api/server';

export const dynamic = 'force-dynamic';

export default async function robots(): Promise<MetadataRoute.Robots> {
  const origin = await siteOrigin();
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: ['/admin', '/api/', '/*/*/bag', '/*/*/checkout', '/*/*/orders/', '/*/*/account'],
    },
    sitemap: `${origin}/sitemap.xml`,
  };
}
