export { AddressBook } from './ui/address-book';
