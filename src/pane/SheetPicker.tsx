import { Button, Checkbox, Field, Select } from '@fluentui/react-components';
import { chosenColumns } from '../core/chosenColumns';
import type { ChosenColumns } from '../core/types';
import type { Look, SheetLook } from '../worker/messages';
import type { Choices } from './choices';
import { useStyles } from './useStyles';
import { words } from './words';

interface Props {
  look: Look;
  choices: Choices;
  disabled: boolean;
  onChoose: (changes: Partial<Choices>) => void;
}

/** Sheets and columns by hand, where the headings were not enough or two templates fit. */
export function SheetPicker({ look, choices, disabled, onChoose }: Props) {
  const styles = useStyles();
  const sheets = look.sheets.filter(({ kind }) => kind !== 'ours');
  const logs = choices.logs ?? look.logs;
  const template = choices.template ?? look.template;
  const used = sheets.filter(({ name }) => name === template || logs.includes(name));
  return (
    <div className={styles.section}>
      <Field label={words.templateSheet}>
        <Select
          disabled={disabled}
          value={choices.template ?? ''}
          onChange={(_, { value }) => onChoose({ template: value === '' ? null : value })}
        >
          <option value="">{words.automatic}</option>
          {sheets.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
      <fieldset className={styles.fieldset} disabled={disabled}>
        <legend className={styles.legend}>{words.logSheets}</legend>
        <Checkbox
          label={words.automatic}
          checked={choices.logs === null}
          onChange={(_, { checked }) => onChoose({ logs: checked ? null : look.logs })}
        />
        {choices.logs !== null &&
          sheets.map(({ name }) => (
            <Checkbox
              key={name}
              label={name}
              checked={logs.includes(name)}
              onChange={(_, { checked }) =>
                onChoose({ logs: checked ? [...logs, name] : logs.filter((one) => one !== name) })
              }
            />
          ))}
      </fieldset>
      {used.map((sheet) => (
        <Columns
          key={sheet.name}
          sheet={sheet}
          isLog={logs.includes(sheet.name)}
          chosen={chosenColumns(choices.columns, sheet.name)}
          disabled={disabled}
          onChoose={(columns) => {
            const others = { ...choices.columns };
            delete others[sheet.name];
            const sheetChoice = logs.includes(sheet.name) ? { logs } : { template: sheet.name };
            onChoose(columns ? { columns: { ...others, [sheet.name]: columns }, ...sheetChoice } : { columns: others });
          }}
        />
      ))}
      <Checkbox
        label={words.date1904}
        disabled={disabled}
        checked={choices.date1904}
        onChange={(_, { checked }) => onChoose({ date1904: checked === true })}
      />
    </div>
  );
}

interface ColumnsProps {
  sheet: SheetLook;
  isLog: boolean;
  chosen: ChosenColumns | undefined;
  disabled: boolean;
  onChoose: (columns: ChosenColumns | null) => void;
}

function Columns({ sheet, isLog, chosen, disabled, onChoose }: ColumnsProps) {
  const styles = useStyles();
  const columns = chosen ?? sheet.columns;
  const headings = sheet.headings.find(({ row }) => row === columns?.headingRow) ?? sheet.headings[0];
  if (!headings) return null;
  const first = headings.cells[0]!.column;
  const now: ChosenColumns = columns ?? { headingRow: headings.row, child: first, date: first };
  const roles = isLog ? (['child', 'date', 'type', 'factors'] as const) : (['child', 'date', 'postcode'] as const);
  return (
    <details>
      <summary className={styles.summary}>{words.columnsOf(sheet.name)}</summary>
      <Field label={words.headingRow} size="small">
        <Select
          size="small"
          disabled={disabled}
          value={String(now.headingRow)}
          onChange={(_, { value }) => onChoose(complete({ ...now, headingRow: Number(value) }, isLog))}
        >
          {sheet.headings.map(({ row, cells }) => (
            <option key={row} value={row}>
              {words.rowNumber(
                row,
                cells.map(({ text }) => text),
              )}
            </option>
          ))}
        </Select>
      </Field>
      {roles.map((role) => (
        <Field key={role} label={words.column[role]} size="small">
          <Select
            size="small"
            disabled={disabled}
            value={String(now[role] ?? '')}
            onChange={(_, { value }) =>
              onChoose(complete({ ...now, [role]: value === '' ? undefined : Number(value) }, isLog))
            }
          >
            {(role === 'factors' || now[role] === undefined) && <option value="">{words.noColumn}</option>}
            {headings.cells.map(({ column, text }) => (
              <option key={column} value={column}>
                {text}
              </option>
            ))}
          </Select>
        </Field>
      ))}
      {chosen && (
        <Button size="small" disabled={disabled} onClick={() => onChoose(null)}>
          {words.foundColumns}
        </Button>
      )}
    </details>
  );
}

/** A template needs a postcode column and a log a type column: the child's column stands in until one is chosen. */
function complete(columns: ChosenColumns, isLog: boolean): ChosenColumns {
  const needed = isLog ? 'type' : 'postcode';
  return { ...columns, [needed]: columns[needed] ?? columns.child };
}
