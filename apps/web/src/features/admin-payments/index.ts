export { AlertCount } from './ui/alert-count';
export { AlertsQueue } from './ui/alerts-queue';
export { BooksPage } from './ui/books-page';
export { DailyReportPage } from './ui/daily-report';
export { OrderPayments } from './ui/order-payments';
export { PaymentSettingsPage } from './ui/settings-page';
export { PaymentsList } from './ui/payments-list';
