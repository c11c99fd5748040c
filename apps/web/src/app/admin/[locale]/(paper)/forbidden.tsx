export { default } from '../(panel)/forbidden';
