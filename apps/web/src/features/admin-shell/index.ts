export { Forbidden } from './ui/forbidden';
export { Shell } from './ui/shell';
