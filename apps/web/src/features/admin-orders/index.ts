export { useLatestOrders, useOpenOrders, useOrderSearch } from './api/orders';
export { agenda, type Agenda } from './model/agenda';
export { noFilters, toSearch, withFilters } from './model/filters';
export { openStatuses, statusOrder, statusTone } from './model/status';
export { StatusBadge } from './ui/badges';
export { DeliveryDay } from './ui/delivery-day';
export { OrderDetail } from './ui/order-detail';
export { OrdersList } from './ui/orders-list';
export { PackingSlip } from './ui/packing-slip';
