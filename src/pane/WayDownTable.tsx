import { Link } from '@fluentui/react-components';
import type { WayDown } from '../core/types';
import { number, percent } from '../core/words';
import { useStyles } from './useStyles';
import { words } from './words';

/** Steps of which others are parts: shown bold, and even where they are none. */
const WHOLES = ['Log rows of assessments read', 'Assessments', 'Counted', 'Template rows read'];

/**
 * The matching report in numbers: each step that has any, in the words of the sheet `Matching report`, that it adds up,
 * how many hints there are, and where each assessment is listed. `show` goes to that sheet; left out where it can't.
 */
export function WayDownTable({ matching, show }: { matching: WayDown; show?: () => void }) {
  const styles = useStyles();
  const steps = matching.steps.filter(({ step, number: many }) => many > 0 || WHOLES.includes(step));
  return (
    <>
      <h3 className={styles.subheading}>{words.sheetNames.matching}</h3>
      <table className={styles.table}>
        <caption className={styles.hidden}>{words.wayDown}</caption>
        <thead>
          <tr>
            <th scope="col">{words.step}</th>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.share}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ step, number: many, share }) => (
            <tr key={step} className={WHOLES.includes(step) ? undefined : styles.part}>
              <th scope="row">{step}</th>
              <td>{number(many)}</td>
              <td>{share === null ? '' : percent(share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>{words.addsUp}</p>
      <ul className={styles.list}>
        {matching.sums.map((sum) => (
          <li key={sum} className={styles.hint}>
            {sum}
          </li>
        ))}
      </ul>
      <p className={styles.text}>
        {words.hints(matching.hints)}
        {words.seeSheet}{' '}
        {show ? (
          <Link as="button" inline onClick={show}>
            {words.sheetNames.matching}
          </Link>
        ) : (
          words.sheetNames.matching
        )}
        {'.'}
      </p>
    </>
  );
}
