export { Enrolment } from './ui/enrolment';
export { SecurityPage } from './ui/security-page';
