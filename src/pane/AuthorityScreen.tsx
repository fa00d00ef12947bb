import { Button, Combobox, Field, mergeClasses, Option } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { ScreenProps } from './screen';
import { useStyles } from './useStyles';
import { words } from './words';

/** "Authority": a search box that takes several; what is chosen stands below as tags. */
export function AuthorityScreen({ state, controller }: ScreenProps) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const { authorities, choices, suggestion, busy, about } = state;
  const found = useMemo(() => {
    const plain = text.trim().toLowerCase();
    return authorities.filter(({ name }) => name.toLowerCase().includes(plain)).map(({ name }) => name);
  }, [authorities, text]);
  const add = (name: string) => {
    controller.send({ type: 'authorityAdded', name });
    setText('');
    setOpen(false);
  };
  return (
    <section className={styles.section} aria-labelledby="authority-heading">
      <h2 id="authority-heading" className={styles.heading}>
        {words.authority}
      </h2>
      <Field label={words.localAuthority} hint={about ? words.authorityHint : words.authorityNeedsGeography}>
        <Combobox
          className={styles.full}
          freeform
          disabled={!about || busy !== null}
          value={text}
          selectedOptions={[]}
          open={open}
          onOpenChange={(_, data) => setOpen(data.open)}
          onChange={(event) => {
            setText(event.target.value);
            // By dictation or a paste, too: Fluent opens the list for typed keys only.
            setOpen(true);
          }}
          onOptionSelect={(_, { optionValue }) => {
            if (optionValue !== undefined) add(optionValue);
          }}
        >
          {found.map((name) => (
            <Option key={name} value={name} checkIcon={null}>
              {name}
            </Option>
          ))}
          {found.length === 0 && (
            <Option key="" value="" text="" disabled>
              {words.noAuthorityFits(text)}
            </Option>
          )}
        </Combobox>
      </Field>
      {choices.authorities.length > 0 && (
        <ul className={mergeClasses(styles.list, styles.tags)} aria-label={words.chosen}>
          {choices.authorities.map((name) => (
            <li key={name}>
              <Button
                size="small"
                shape="circular"
                icon={<span aria-hidden>×</span>}
                iconPosition="after"
                aria-label={words.remove(name)}
                disabled={busy !== null}
                onClick={() => controller.send({ type: 'authorityRemoved', name })}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {suggestion !== null && choices.authorities.length === 0 && (
        <div className={styles.row}>
          <p className={styles.text}>{words.suggestion(suggestion)}</p>
          <Button size="small" disabled={busy !== null} onClick={() => add(suggestion)}>
            {words.useSuggestion(suggestion)}
          </Button>
        </div>
      )}
    </section>
  );
}
