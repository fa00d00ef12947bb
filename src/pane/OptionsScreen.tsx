import { Checkbox, Field, Input, Radio, RadioGroup, SpinButton } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { NEEDS } from '../core/factors';
import { MapOptionsFields } from './MapOptionsFields';
import { preferences } from './preferences';
import type { ScreenProps } from './screen';
import type { Choices } from './choices';
import { useStyles } from './useStyles';
import { words } from './words';

/** "Options": everything that has a sound default; closed until somebody opens it. */
export function OptionsScreen({ state, controller }: ScreenProps) {
  const styles = useStyles();
  const [open, setOpen] = useState(preferences.get('optionsOpen'));
  const { choices, busy } = state;
  const disabled = busy !== null;
  const set = (changes: Partial<Choices>) => controller.choose(changes);
  useEffect(() => preferences.set('optionsOpen', open), [open]);
  return (
    <section className={styles.section} aria-labelledby="options-heading">
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          <h2 id="options-heading" className={styles.heading} style={{ display: 'inline' }}>
            {words.options}
          </h2>
        </summary>
        <div className={styles.fieldset}>
          <Field label={words.yearEnd} hint={words.yearEndHint}>
            <Input
              type="date"
              disabled={disabled}
              value={choices.yearEnd}
              onChange={(_, { value }) => set({ yearEnd: value })}
            />
          </Field>
          <Field label={words.needs}>
            <RadioGroup
              disabled={disabled}
              value={choices.by}
              onChange={(_, { value }) => set({ by: value as Choices['by'] })}
            >
              {Object.entries(words.needsBy).map(([value, label]) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </RadioGroup>
          </Field>
          {choices.by === 'chosen' ? (
            <NeedList chosen={choices.needs} disabled={disabled} onChange={(needs) => set({ needs })} />
          ) : (
            <Field label={words.top}>
              <SpinButton
                disabled={disabled}
                min={1}
                max={20}
                value={choices.top}
                onChange={(_, { value, displayValue }) => {
                  const top = Math.round(value ?? Number(displayValue));
                  if (top >= 1 && top <= 20) set({ top });
                }}
              />
            </Field>
          )}
          {(['include21', 'countChildren', 'lsoaByCode', 'list'] as const).map((name) => (
            <Checkbox
              key={name}
              label={words[name]}
              disabled={disabled}
              checked={choices[name]}
              onChange={(_, { checked }) => set({ [name]: checked === true })}
            />
          ))}
          {open && <MapOptionsFields state={state} controller={controller} />}
        </div>
      </details>
    </section>
  );
}

function NeedList(props: { chosen: string[]; disabled: boolean; onChange: (needs: string[]) => void }) {
  const styles = useStyles();
  const { chosen, disabled, onChange } = props;
  return (
    <div className={styles.needs} role="group" aria-label={words.needsBy.chosen} tabIndex={0}>
      {NEEDS.map(({ id, label }) => (
        <Checkbox
          key={id}
          label={`${id} ${label}`}
          disabled={disabled}
          checked={chosen.includes(id)}
          onChange={(_, { checked }) => onChange(checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
        />
      ))}
    </div>
  );
}
