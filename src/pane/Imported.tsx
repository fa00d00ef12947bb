import { Button } from '@fluentui/react-components';
import type { ImportSummary } from '../worker/messages';
import { useStyles } from './useStyles';
import { words } from './words';

/** What the last import came to: its files, the log's size, how many odd things of each kind. Numbers, no child. */
export function Imported(props: { summary: ImportSummary; disabled: boolean; onList: () => void }) {
  const styles = useStyles();
  const { summary } = props;
  const counts = Object.entries(summary.counts);
  return (
    <div className={styles.fieldset}>
      <h3 className={styles.subheading}>{words.imported}</h3>
      <p className={styles.text}>{words.importedRows(summary)}</p>
      <ul className={styles.list}>
        {summary.files.map((file) => (
          <li key={file.file} className={styles.hint}>
            {words.importedFile(file)}
          </li>
        ))}
      </ul>
      {counts.length > 0 && (
        <>
          <p className={styles.text}>{words.odd}</p>
          <ul className={styles.list}>
            {counts.map(([check, count]) => (
              <li key={check} className={styles.line}>
                <span>{words.checks[check] ?? check}</span>
                <span>{count}</span>
              </li>
            ))}
          </ul>
          <div>
            <Button size="small" disabled={props.disabled} onClick={props.onList}>
              {words.listFindings}
            </Button>
          </div>
        </>
      )}
      {summary.notes.map((note) => (
        <p key={note} className={styles.hint}>
          {note}
        </p>
      ))}
    </div>
  );
}
