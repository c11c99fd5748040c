export { isFinal, steps } from './model/steps';
export { OrderPage } from './ui/order-page';
export { OrderStatusBadge } from './ui/order-status';
