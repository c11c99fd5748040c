export { CustomerPage } from './ui/customer-page';
export { CustomersList } from './ui/customers-list';
