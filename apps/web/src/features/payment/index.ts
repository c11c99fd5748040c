export { intendToPay } from './model/intent';
export { useChannels } from './api/use-channels';
export { CashChoice, ChannelChoice } from './ui/channel-choice';
export { PaymentNotice } from './ui/payment-notice';
export { NoAccess } from './ui/no-access';
export { PaymentPage } from './ui/payment-page';
