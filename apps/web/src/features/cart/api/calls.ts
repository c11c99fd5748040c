export {
  addCartLine,
  applyPromo,
  createCart,
  getCart,
  removeCartLine,
  removePromo,
  updateCartLine,
} from '@/shared/api/generated';
