import { Field, Select } from '@fluentui/react-components';

interface Props<T extends string> {
  label: string;
  /** What each value is called, in the order in which they are offered. */
  labels: Record<T, string>;
  value: T;
  disabled: boolean;
  onChoose: (value: T) => void;
}

/** A labelled list of a few values, of which one is chosen. */
export function Choice<T extends string>({ label, labels, value, disabled, onChoose }: Props<T>) {
  return (
    <Field label={label}>
      <Select disabled={disabled} value={value} onChange={(_, chosen) => onChoose(chosen.value as T)}>
        {Object.entries<string>(labels).map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
