import { Button, Field, Radio, RadioGroup, SpinButton } from '@fluentui/react-components';
import { isShareLimit, SHARE_LIMIT } from '../core/shareLimit';
import type { ShareBy, ShareNumbers } from '../worker/messages';
import type { ScreenProps } from './screen';
import { useStyles } from './useStyles';
import { words } from './words';

/** "Prepare a copy to share": by which areas, what each choice hides, from which count on; then the copy. */
export function ShareScreen({ state, controller }: ScreenProps) {
  const styles = useStyles();
  const { sharing, busy } = state;
  const disabled = busy !== null;
  if (!sharing)
    return (
      <div>
        <Button disabled={disabled} onClick={() => void controller.openShare()}>
          {words.prepareCopy}
        </Button>
      </div>
    );
  const { by, limit, numbers } = sharing;
  const impossible = numbers.some((one) => one.by === by && 'problem' in one);
  return (
    <div className={styles.fieldset} role="group" aria-labelledby="share-heading">
      <h3 id="share-heading" className={styles.subheading}>
        {words.shareHeading}
      </h3>
      <p className={styles.text}>{words.shareWhat}</p>
      <Field label={words.shareBy} hint={numbers.some((one) => one.by === 'ward') ? undefined : words.shareWards}>
        <RadioGroup
          disabled={disabled}
          value={by}
          onChange={(_, { value }) =>
            controller.send({ type: 'sharing', sharing: { ...sharing, by: value as ShareBy } })
          }
        >
          {numbers.map((one) => (
            <Radio key={one.by} value={one.by} disabled={'problem' in one} label={labelOf(one)} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={words.shareLimit} hint={words.shareLimitHint}>
        <SpinButton
          disabled={disabled}
          min={SHARE_LIMIT.least}
          max={SHARE_LIMIT.most}
          value={limit}
          onChange={(_, { value, displayValue }) => {
            const next = Math.round(value ?? Number(displayValue));
            if (isShareLimit(next)) controller.shareLimit(next);
          }}
        />
      </Field>
      <div className={styles.row}>
        <Button disabled={disabled || impossible} onClick={() => void controller.makeCopy()}>
          {words.makeCopy}
        </Button>
        <Button disabled={disabled} onClick={() => controller.send({ type: 'sharing', sharing: null })}>
          {words.correctDone}
        </Button>
      </div>
    </div>
  );
}

function labelOf(one: ShareNumbers): string {
  const place = words.shareKinds[one.by];
  return 'problem' in one ? `${place}: ${one.problem}` : words.shareNumbers(place, one.places, one.hidden, one.counts);
}
