import { Button, Field, Link, MessageBar, MessageBarBody, Select } from '@fluentui/react-components';
import { number, periodInWords, signed } from '../core/words';
import { Ideas } from './Ideas';
import { MapView } from './MapView';
import { ShareScreen } from './ShareScreen';
import type { ScreenProps } from './screen';
import { sheetLabel } from './summary';
import type { Summary } from './summary';
import { useStyles } from './useStyles';
import { WayDownTable } from './WayDownTable';
import { words } from './words';

/** "Results": the top needs, a map to look at, what was counted and set aside, ways to the sheets. */
export function ResultsScreen({ state, controller }: ScreenProps) {
  const styles = useStyles();
  const { summary, hasResults, stale, sheetKeys, shell } = state;
  return (
    <section className={styles.section} aria-labelledby="results-heading">
      <h2 id="results-heading" className={styles.heading}>
        {words.results}
      </h2>
      {stale && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{words.stale}</MessageBarBody>
        </MessageBar>
      )}
      {!summary && <p className={styles.text}>{hasResults ? words.oldResults : words.noResults}</p>}
      {summary && (
        <>
          {summary.warnings.map((warning) => (
            <MessageBar key={warning} intent="warning" layout="multiline">
              <MessageBarBody>{warning}</MessageBarBody>
            </MessageBar>
          ))}
          {summary.moved.length > 0 && <Moved sentences={summary.moved} />}
          <Periods summary={summary} />
          <TopNeeds summary={summary} />
          <Maps state={state} controller={controller} summary={summary} />
          <Ideas ideas={summary.ideas} />
          <WayDownTable
            matching={summary.matching}
            show={shell === 'excel' ? () => controller.show('matching') : undefined}
          />
        </>
      )}
      {hasResults && shell === 'excel' && (
        <nav aria-label={words.sheets}>
          <h3 className={styles.subheading}>{words.sheets}</h3>
          <ul className={styles.list}>
            {sheetKeys.map((key) => (
              <li key={key}>
                <Link as="button" onClick={() => controller.show(key)}>
                  {sheetLabel(key)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {summary && shell === 'page' && (
        <div>
          <Button onClick={() => void controller.save()}>{words.save}</Button>
        </div>
      )}
      {hasResults && <ShareScreen state={state} controller={controller} />}
    </section>
  );
}

/** What the refresh changed; long lists stand whole on the sheet `Needs map`. */
function Moved({ sentences }: { sentences: string[] }) {
  const styles = useStyles();
  const shown = sentences.slice(0, 8);
  return (
    <>
      <h3 className={styles.subheading}>{words.moved}</h3>
      <ul className={styles.list}>
        {shown.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {shown.length < sentences.length && (
        <p className={styles.text}>{words.movedMore(sentences.length - shown.length)}</p>
      )}
    </>
  );
}

function Periods({ summary: { authority, years } }: { summary: Summary }) {
  const styles = useStyles();
  return (
    <p className={styles.text}>
      <strong>{authority}</strong>
      {'. '}
      {words.periods(
        periodInWords(years.currentStart, years.currentEnd),
        periodInWords(years.previousStart, years.previousEnd),
      )}
    </p>
  );
}

function TopNeeds({ summary }: { summary: Summary }) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <caption className={styles.hidden}>{words.topNeeds}</caption>
      <thead>
        <tr>
          <th scope="col">{words.need}</th>
          <th scope="col">{words.previous}</th>
          <th scope="col">{words.current}</th>
          <th scope="col">{words.change}</th>
        </tr>
      </thead>
      <tbody>
        {summary.top.map((need) => (
          <tr key={need.code}>
            <th scope="row">{need.name}</th>
            <td>{number(need.previous)}</td>
            <td>{number(need.current)}</td>
            <td>{signed(need.change)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Maps({ state, controller, summary }: ScreenProps & { summary: Summary }) {
  const { mapName, drawings, marked } = state;
  const map = summary.maps.find(({ name }) => name === mapName);
  const drawing = map && drawings[map.name];
  if (!map || !drawing) return null;
  const tell = (code: string) => {
    const area = summary.areas[map.sheetKey]?.get(code);
    if (!area) return code;
    const rate = area.rate === null ? '' : words.areaRate(area.rate);
    const spot = area.spot === null ? '' : words.areaSpot(area.spot);
    return words.area(area.name, area.current, area.previous, area.change) + rate + spot;
  };
  return (
    <>
      <Field label={words.map}>
        <Select value={map.name} onChange={(_, { value }) => controller.send({ type: 'mapChosen', name: value })}>
          {summary.maps.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <MapView
        drawing={drawing}
        label={map.label}
        marked={marked}
        tell={tell}
        onChoose={(code) => controller.select(map.sheetKey, code)}
      />
    </>
  );
}
