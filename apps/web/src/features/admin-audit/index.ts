export { AuditLog } from './ui/audit-log';
