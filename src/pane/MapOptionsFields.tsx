import { Checkbox, Field, Select } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { MapOptions } from '../core/types';
import { Choice } from './Choice';
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
        <Choice
          label={words.show}
          labels={words.shows}
          value={map.show ?? 'count'}
          disabled={disabled}
          onChoose={(show) => set({ show })}
        />
      )}
      <Choice
        label={words.classMethod}
        labels={words.classMethods}
        value={map.method}
        disabled={disabled}
        onChoose={(method) => set({ method })}
      />
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
      <Choice
        label={words.scheme}
        labels={words.schemes}
        value={map.scheme}
        disabled={disabled}
        onChoose={(scheme) => set({ scheme })}
      />
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
