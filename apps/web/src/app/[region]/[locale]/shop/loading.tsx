export { ListingSkeleton as default } from '@/features/catalog';
