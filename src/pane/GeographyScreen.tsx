import { Button, Link, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { FileButton } from './FileButton';
import { FileInput } from './FileInput';
import type { ScreenProps } from './screen';
import { useStyles } from './useStyles';
import { words } from './words';

const KINDS = ['postcodes', 'lsoas', 'authorities'] as const;
const ADDED = ['population', 'deprivation', 'wards'] as const;
const ACCEPT = { postcodes: '.csv,.zip,.gz', lsoas: '.geojson,.json,.zip,.gz', authorities: '.geojson,.json,.zip,.gz' };

/** "Geography": the three files, what is in use (way, vintage, date), what to beware of, and keeping it in the workbook. */
export function GeographyScreen({ state, controller }: ScreenProps) {
  const styles = useStyles();
  const { about, picked, busy, shell } = state;
  const waiting = KINDS.filter((kind) => picked[kind] !== undefined).length;
  const canKeep = shell === 'excel' && about?.way !== 'sample' && (about?.way !== 'workbook' || about.changed === true);
  const inputs = (
    <>
      {KINDS.map((kind) => (
        <FileInput
          key={kind}
          label={words.files[kind]}
          accept={ACCEPT[kind]}
          disabled={busy !== null}
          onFile={(file) => void controller.pickFile(kind, file)}
        />
      ))}
      {waiting > 0 && waiting < 3 && (
        <p className={styles.hint}>
          {words.stillNeeded(KINDS.filter((kind) => !picked[kind]).map((kind) => words.files[kind]))}
        </p>
      )}
    </>
  );
  return (
    <section className={styles.section} aria-labelledby="geography-heading">
      <h2 id="geography-heading" className={styles.heading}>
        {words.geography}
      </h2>
      {about ? (
        <>
          <p className={styles.text}>{words.inUse[about.way]}.</p>
          <ul className={styles.list}>
            {about.files.map((file) => {
              const added = ADDED.find((kind) => kind === file.kind);
              return (
                <li key={file.kind} className={styles.hint}>
                  {words.fileLine(file)}
                  {added && (
                    <>
                      {' '}
                      <Link
                        as="button"
                        className={styles.small}
                        disabled={busy !== null}
                        aria-label={words.takeOutFile(file.name)}
                        onClick={() => void controller.takeOut(added, file.name)}
                      >
                        {words.takeOut}
                      </Link>
                    </>
                  )}
                </li>
              );
            })}
          </ul>
          {[...about.warnings, ...about.files.flatMap(({ warning }) => warning ?? [])].map((warning) => (
            <MessageBar key={warning} intent="warning" layout="multiline">
              <MessageBarBody>{warning}</MessageBarBody>
            </MessageBar>
          ))}
          <details>
            <summary className={styles.summary}>{words.changeFiles}</summary>
            {inputs}
          </details>
          <div>
            <FileButton
              label={words.addFile}
              accept=".csv,.zip,.gz"
              disabled={busy !== null}
              onFiles={([file]) => void controller.addFile(file!)}
            />
            <p className={styles.hint}>{words.addHint}</p>
          </div>
          {canKeep && (
            <div>
              <Button size="small" disabled={busy !== null} onClick={() => void controller.keepGeography()}>
                {words.keepGeography}
              </Button>
              <p className={styles.hint}>{words.keepHint}</p>
            </div>
          )}
          <div>
            <Button size="small" disabled={busy !== null} onClick={() => void controller.forget()}>
              {words.forget}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className={styles.text}>{words.noGeography}</p>
          {inputs}
        </>
      )}
    </section>
  );
}
