import { Button } from '@fluentui/react-components';
import type { AnnexASummary } from '../worker/messages';
import { useStyles } from './useStyles';
import { words } from './words';

/** What the comparison of the log with Annex A came to, and the way to its list. Numbers, no child. */
export function ComparedAnnexA(props: { summary: AnnexASummary; disabled: boolean; onList: () => void }) {
  const styles = useStyles();
  const { summary } = props;
  return (
    <div className={styles.fieldset}>
      <h3 className={styles.subheading}>{words.annexA}</h3>
      <p className={styles.text}>{summary.sentence}</p>
      <p className={styles.hint}>{words.annexAHint}</p>
      {summary.missing > 0 && (
        <div>
          <Button size="small" disabled={props.disabled} onClick={props.onList}>
            {words.showList}
          </Button>
        </div>
      )}
    </div>
  );
}
