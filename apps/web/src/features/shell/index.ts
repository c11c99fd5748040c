export { AnnouncementBar } from './ui/announcement-bar';
export { BottomBar } from './ui/bottom-bar';
export { Footer } from './ui/footer';
export { Header } from './ui/header';
