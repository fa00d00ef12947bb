import type { Idea } from './summary';
import { useStyles } from './useStyles';
import { words } from './words';

/** What the results show beyond counts, each in two sentences; closed until somebody asks. */
export function Ideas({ ideas }: { ideas: Idea[] }) {
  const styles = useStyles();
  if (ideas.length === 0) return null;
  return (
    <details>
      <summary className={styles.summary}>{words.ideas}</summary>
      {ideas.map((idea) => {
        const [title, sentences] = words.idea[idea];
        return (
          <p key={idea} className={styles.idea}>
            <strong>{title}.</strong> {sentences}
          </p>
        );
      })}
    </details>
  );
}
