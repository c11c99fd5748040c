import { extendTailwindMerge } from 'tailwind-merge';

type ClassValue = string | number | null | false | undefined | ClassValue[];

const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      'font-size': [{ text: ['micro', 'display-1', 'display-2', 'display-3', 'display-4'] }],
      rounded: [{ rounded: ['card', 'field', 'picture'] }],
      shadow: [{ shadow: ['soft', 'float'] }],
    },
  },
});

function flatten(value: ClassValue): string {
  if (Array.isArray(value)) return value.map(flatten).filter(Boolean).join(' ');
  return value ? String(value) : '';
}

/** Joins class names; of two that contradict each other the later one wins. */
export function cn(...values: ClassValue[]): string {
  return merge(flatten(values));
}
