export { signOutStaff } from './api/session';
export { staffCall } from './api/staff-call';
export { adminPath, afterSignIn, samePageIn, signInPath } from './model/paths';
export { daysBetween, todayIn, type StaffRegion } from './model/regions';
export { openSections, sectionOf, sections, type SectionKey } from './model/sections';
export { applyTheme, followSystemScript, themeCookie, themes, toTheme, type Theme } from './model/theme';
export { SignInForm } from './ui/sign-in-form';
export { StaffProvider, useStaff } from './ui/staff-context';
