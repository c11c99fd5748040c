import type { ComponentProps } from 'react';
import { Field } from '@/shared/ui/field';
import { Select } from '@/shared/ui/select';

/** A select as low as the other controls of a filter bar. */
export const selectStyles =
  '[&_select]:h-11 [&_select]:ps-3.5 [&_select]:pe-9 sm:[&_select]:h-10 sm:[&_select]:text-sm [&_svg]:end-3';

type SmallSelectProps<T extends string> = Omit<ComponentProps<'select'>, 'value' | 'onChange'> & {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  showLabel?: boolean;
};

/** A choice in a filter bar; its label is for screen readers unless there is room. */
export function SmallSelect<T extends string>({
  label,
  value,
  options,
  onChange,
  showLabel,
  className,
  ...props
}: SmallSelectProps<T>) {
  return (
    <Field label={label} hideLabel={!showLabel} className={className}>
      {(control) => (
        <Select
          {...control}
          {...props}
          className={selectStyles}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
