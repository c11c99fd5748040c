import { notFound } from 'next/navigation';

/** Every address of a store that nothing else answers to. */
export default function Missing(): never {
  notFound();
}
