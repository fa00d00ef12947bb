import { Button, MessageBar, MessageBarBody, ProgressBar } from '@fluentui/react-components';
import type { ScreenProps } from './screen';
import { useStyles } from './useStyles';
import { words } from './words';

/** The one primary button, how far it is, and how it ended. Stays in sight at the foot of the pane. */
export function RunBar({ state, controller }: ScreenProps) {
  const styles = useStyles();
  const { busy, message, hasResults } = state;
  const said = busy ? busy.step : message && message.kind !== 'alert' ? message.sentence : '';
  return (
    <div className={styles.main}>
      {message?.kind === 'alert' && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{message.sentence}</MessageBarBody>
        </MessageBar>
      )}
      <div role="status">{said}</div>
      {busy && <ProgressBar aria-label={busy.step} value={busy.share} max={1} thickness="large" />}
      <div className={styles.row}>
        <Button appearance="primary" disabled={busy !== null} onClick={() => void controller.run()}>
          {hasResults ? words.refresh : words.create}
        </Button>
        {busy && <Button onClick={() => controller.cancel()}>{words.cancel}</Button>}
      </div>
    </div>
  );
}
