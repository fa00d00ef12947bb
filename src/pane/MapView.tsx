import { useEffect, useId, useMemo, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { areaAt } from '../core/mapHit';
import type { Drawing } from '../core/types';
import { MapCanvas } from './MapCanvas';
import { isDirection, nextSpot, spotsOf } from './mapKeys';
import { useStyles } from './useStyles';
import { words } from './words';

interface Props {
  drawing: Drawing;
  label: string;
  /** The LSOA marked from outside: its row is selected in the workbook. */
  marked: string | null;
  /** An LSOA's name and numbers in words. */
  tell: (code: string) => string;
  onChoose: (code: string) => void;
}

/** A map to look at: pointing at it or arrow keys tell each LSOA's name and numbers, a click or Enter chooses it. */
export function MapView({ drawing, label, marked, tell, onChoose }: Props) {
  const styles = useStyles();
  const help = useId();
  const [at, setAt] = useState<string | null>(null);
  const spots = useMemo(() => spotsOf(drawing), [drawing]);
  const shown = at ?? marked;

  useEffect(() => setAt(null), [marked]);

  const codeAt = ({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    return areaAt(drawing, ((clientX - left) / width) * drawing.width, ((clientY - top) / height) * drawing.height);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isDirection(event.key)) {
      event.preventDefault();
      setAt(nextSpot(spots, shown, event.key));
    } else if (shown !== null && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      onChoose(shown);
    }
  };
  return (
    <div>
      <div
        className={styles.mapFrame}
        role="application"
        aria-label={label}
        aria-describedby={help}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => setAt(codeAt(event))}
        onPointerLeave={() => setAt(null)}
        onClick={(event) => {
          const code = codeAt(event);
          if (code !== null) onChoose(code);
        }}
      >
        <MapCanvas drawing={drawing} marked={shown} />
      </div>
      <p id={help} className={styles.hidden}>
        {words.mapHelp}
      </p>
      <p className={styles.readout} aria-live="polite">
        {shown === null ? words.mapHint : tell(shown)}
      </p>
    </div>
  );
}
