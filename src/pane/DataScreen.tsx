import { Button, Checkbox, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import { ComparedAnnexA } from './ComparedAnnexA';
import { FileButton } from './FileButton';
import { FileInput } from './FileInput';
import { Imported } from './Imported';
import { SheetPicker } from './SheetPicker';
import type { ScreenProps } from './screen';
import { useStyles } from './useStyles';
import { words } from './words';

const XLSX = '.xlsx,.xlsm,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** "Your data": which sheets were found, with their rows; ways to mend that, and to bring in more: a log from the census, a template, other sheets. */
export function DataScreen({ state, controller }: ScreenProps) {
  const styles = useStyles();
  const [picking, setPicking] = useState(false);
  const [startTemplate, setStartTemplate] = useState(true);
  const { look, busy, open, shell } = state;
  const disabled = busy !== null;
  const hasLogs = (look?.logs.length ?? 0) > 0;
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
      {look && (
        <div>
          <Button size="small" aria-expanded={picking} onClick={() => setPicking(!picking)}>
            {picking ? words.correctDone : words.correct}
          </Button>
        </div>
      )}
      {picking && look && (
        <SheetPicker look={look} choices={state.choices} disabled={disabled} onChoose={controller.choose} />
      )}
      {open && hasLogs && (
        <Checkbox
          label={words.startTemplate}
          checked={startTemplate}
          disabled={disabled}
          onChange={(_, { checked }) => setStartTemplate(checked === true)}
        />
      )}
      <div className={styles.row}>
        {open && (
          <Button
            size="small"
            disabled={disabled}
            onClick={() => void controller.insertTemplate(hasLogs && startTemplate)}
          >
            {words.insertTemplate}
          </Button>
        )}
        {(open || shell === 'page') && (
          <>
            <FileButton
              label={words.importCensus}
              accept=".xml,text/xml"
              multiple
              disabled={disabled}
              onFiles={(files) => void controller.importLog({ from: 'census', files })}
            />
            <FileButton
              label={words.importCsv}
              accept=".csv,text/csv"
              disabled={disabled}
              onFiles={([file]) => void controller.importLog({ from: 'csv', file: file! })}
            />
          </>
        )}
        {open && (
          <>
            <FileButton
              label={words.compareAnnexA}
              accept={XLSX}
              disabled={disabled}
              onFiles={([file]) => void controller.compareAnnexA(file!)}
            />
            <FileButton
              label={words.addSheets}
              accept={XLSX}
              disabled={disabled}
              onFiles={([file]) => void controller.addSheets(file!)}
            />
          </>
        )}
        <Button size="small" disabled={disabled} onClick={() => void controller.trySample()}>
          {words.trySample}
        </Button>
      </div>
      {state.imported && (
        <Imported summary={state.imported} disabled={disabled} onList={() => void controller.list('findings')} />
      )}
      {state.annexA && (
        <ComparedAnnexA summary={state.annexA} disabled={disabled} onList={() => void controller.list('annexA')} />
      )}
    </section>
  );
}
