export { cartKey, prepareCart, setCart, useAddLine, useCart, useRemovePromo } from './api/use-cart';
export { bagReducer, useBag, useBagActions } from './model/bag';
export { BagCount } from './ui/bag-count';
export { BagDrawer } from './ui/bag-drawer';
export { BagPage } from './ui/bag-page';
export { PromoForm } from './ui/promo-form';
export { Totals, type TotalsView } from './ui/summary';
