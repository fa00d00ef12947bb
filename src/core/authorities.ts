import { authorityChoices, districtsOf } from './authorityChoices';
import type { Areas } from './types';
import { list } from './words';

/** More districts than this are counted, not named, in titles. */
const NAMED = 3;

/** The chosen authorities as indices, and one name for all of them: a county's where they are just its districts. */
export function chosenAuthorities(names: string[], authorities: Areas): { districts: number[]; name: string } {
  const districts = districtsOf(names, authorities);
  const chosen = districts.map((district) => authorities.names[district]!);
  const same = (other: string[]) => other.length === chosen.length && other.every((name) => chosen.includes(name));
  const whole = authorityChoices(authorities).find((choice) => same(choice.districts));
  if (whole) return { districts, name: whole.name };
  if (chosen.length <= NAMED) return { districts, name: list(chosen) };
  return {
    districts,
    name: `${chosen.slice(0, NAMED - 1).join(', ')} and ${chosen.length - NAMED + 1} other districts`,
  };
}
