import { notFound } from 'next/navigation';

/** Addresses the panel doesn't know get its own "not found", with the menu around it. */
export default function Unknown() {
  notFound();
}
