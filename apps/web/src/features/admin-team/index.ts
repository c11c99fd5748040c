export { InvitationsList } from './ui/invitations-list';
export { MemberPage } from './ui/member-page';
export { TeamList } from './ui/team-list';
