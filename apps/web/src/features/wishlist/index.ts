export { useWishes } from './api/use-wishes';
export { Heart } from './ui/heart';
