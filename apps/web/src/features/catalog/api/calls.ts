export { listProducts } from '@/shared/api/generated';
