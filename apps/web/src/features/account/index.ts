export { MyOrders } from './ui/my-orders';
export { SignIn } from './ui/sign-in';
