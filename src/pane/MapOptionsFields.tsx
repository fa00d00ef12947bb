import { Checkbox, Field, Select } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { ClassMethod, MapOptions, Scheme } from '../core/types';
import { MapCanvas } from './MapCanvas';
import type { ScreenProps } from './screen';
import { missing } from './state';
import { useStyles } from './useStyles';
import { words } from './words';

const CLASSES = [3, 4, 5, 6, 7];

/** How maps look, with a preview that is drawn again at every change. */
export function MapOptionsFields({ state, controller }: ScreenProps) {
  const styles = useStyles();
  const { busy, choices, drawings, mapName, summary } = state;
  const { map } = choices;
  const disabled = busy !== null;
  const set = (changes: Partial<MapOptions>) => controller.choose({ map: { ...map, ...changes } });
  const ready = missing(state) === null && !busy;
  const drawing = drawings[mapName ?? ''] ?? Object.values(drawings)[0];
  const empty = drawing === undefined;
  useEffect(() => {
    if (ready && empty) void controller.preview();
  }, [ready, empty, controller]);
  return (
    <fieldset className={styles.fieldset}>
      <legend className={styles.legend}>{words.maps}</legend>
      {state.about?.files.some(({ kind }) => kind === 'population') && (
        <Field label={words.show}>
          <Select
            disabled={disabled}
            value={map.show ?? 'count'}
            onChange={(_, { value }) => set({ show: value as keyof typeof words.shows })}
          >
            {Object.entries(words.shows).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label={words.classMethod}>
        <Select
          disabled={disabled}
          value={map.method}
          onChange={(_, { value }) => set({ method: value as ClassMethod })}
        >
          {Object.entries(words.classMethods).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={words.classCount}>
        <Select
          disabled={disabled}
          value={String(map.classes)}
          onChange={(_, { value }) => set({ classes: Number(value) })}
        >
          {CLASSES.map((number) => (
            <option key={number}>{number}</option>
          ))}
        </Select>
      </Field>
      <Field label={words.scheme}>
        <Select disabled={disabled} value={map.scheme} onChange={(_, { value }) => set({ scheme: value as Scheme })}>
          {Object.entries(words.schemes).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {(['labels', 'sameScale', 'keepClasses'] as const).map((name) => (
        <Checkbox
          key={name}
          label={words[name]}
          disabled={disabled}
          checked={map[name]}
          onChange={(_, { checked }) => set({ [name]: checked === true })}
        />
      ))}
      <h3 className={styles.subheading}>{words.preview}</h3>
      {drawing && (
        <div className={styles.mapFrame}>
          <MapCanvas drawing={drawing} marked={null} />
        </div>
      )}
      <p className={styles.hint}>
        {state.previewing ? words.previewing : !drawing ? words.previewLater : summary ? words.previewBelow : ''}
      </p>
    </fieldset>
  );
}
