import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { FileInput } from './FileInput';
import { SheetPicker } from './SheetPicker';
import type { ScreenProps } from './screen';
import { useStyles } from './useStyles';
import { words } from './words';

const XLSX = '.xlsx,.xlsm,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** "Your data": which sheets were found, with their rows; ways to mend that, and to bring in more. */
export function DataScreen({ state, controller }: ScreenProps) {
  const styles = useStyles();
  const [picking, setPicking] = useState(false);
  const other = useRef<HTMLInputElement>(null);
  const { look, busy, open, shell } = state;
  const disabled = busy !== null;
  const used = look?.sheets.filter(({ name }) => name === look.template || look.logs.includes(name)) ?? [];
  return (
    <section className={styles.section} aria-labelledby="data-heading">
      <h2 id="data-heading" className={styles.heading}>
        {words.data}
      </h2>
      {shell === 'page' && (
        <FileInput
          label={words.openWorkbook}
          accept={XLSX}
          disabled={disabled}
          onFile={(file) => void controller.openFile(file)}
        />
      )}
      {!open && <p className={styles.text}>{shell === 'page' ? words.noWorkbook : words.reading}</p>}
      {used.length > 0 && (
        <ul className={styles.list}>
          {used.map(({ name, rows }) => (
            <li key={name} className={styles.line}>
              <span>
                <strong>{name === look?.template ? words.kind.template : words.kind.log}</strong>: {name}
              </span>
              <span>{words.rows(rows)}</span>
            </li>
          ))}
        </ul>
      )}
      {look?.problem && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{look.problem}</MessageBarBody>
        </MessageBar>
      )}
      {picking && look && (
        <SheetPicker look={look} choices={state.choices} disabled={disabled} onChoose={controller.choose} />
      )}
      <div className={styles.row}>
        {look && (
          <Button size="small" aria-expanded={picking} onClick={() => setPicking(!picking)}>
            {picking ? words.correctDone : words.correct}
          </Button>
        )}
        {open && (
          <>
            <Button size="small" disabled={disabled} onClick={() => void controller.insertTemplate()}>
              {words.insertTemplate}
            </Button>
            <Button size="small" disabled={disabled} onClick={() => other.current?.click()}>
              {words.addSheets}
            </Button>
            <input
              ref={other}
              type="file"
              hidden
              aria-label={words.addSheets}
              accept={XLSX}
              onClick={(event) => (event.currentTarget.value = '')}
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                if (file) void controller.addSheets(file);
              }}
            />
          </>
        )}
        <Button size="small" disabled={disabled} onClick={() => void controller.trySample()}>
          {words.trySample}
        </Button>
      </div>
    </section>
  );
}
