import { Label } from '@fluentui/react-components';
import { useId } from 'react';
import { useStyles } from './useStyles';

/** A plain file input with its label as accessible name. The same file can be chosen twice in a row. */
export function FileInput(props: {
  label: string;
  accept: string;
  disabled?: boolean;
  chosen?: string;
  onFile: (file: File) => void;
}) {
  const styles = useStyles();
  const id = useId();
  return (
    <div className={styles.file}>
      <Label htmlFor={id}>{props.label}</Label>
      <input
        id={id}
        className={styles.fileInput}
        type="file"
        accept={props.accept}
        disabled={props.disabled}
        onClick={(event) => (event.currentTarget.value = '')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) props.onFile(file);
        }}
      />
    </div>
  );
}
